import type { Wanted } from "@muster/reconcile/kind";
import type { Plan, Step } from "@muster/reconcile/plan";
import type { Family } from "./kinds/family.ts";

/**
 * The first meeting's event is made in this very round: the welcome that stands is edited afterwards to link it, instead
 * of by a later round (C34).
 */
export function linkFreshEvent(plan: Plan, wanted: readonly Wanted<Family>[], ignored: readonly string[]): Plan {
  const welcome = wanted.find((one) => one.kind === "welcome");
  if (!welcome || ignored.includes(welcome.key)) return plan;
  const { eventKey } = welcome.spec;
  const isMade = plan.steps.some(
    ({ key, action }) => key === eventKey && (action === "create" || action === "recreate"),
  );
  if (!isMade) return plan;
  const edited = (step: Step): Step =>
    step.kind === "welcome" && step.action === "keep"
      ? {
          ...step,
          action: "update",
          spec: welcome.spec,
          differences: [{ field: "link to the first meeting", from: "", to: "its new event" }],
        }
      : step;
  return { ...plan, steps: plan.steps.map(edited) };
}
