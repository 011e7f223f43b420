import { createHash } from "node:crypto";
import type { Brief } from "@muster/domain/brief";
import type { Plan, Step } from "@muster/reconcile/plan";

/** What hands may not change for a moment: strangers kept out, the bot kept in, our mark and place for what is ours. */
const NEVER_LEFT = new Set(["visible to everyone", "the bot's own access", "mark", "lost category"]);

/** A short mark of what we ask a thing to be, of the parts hands may change there. */
export function writtenMark({ kind, spec }: { kind: string; spec: object }): string | undefined {
  const fields = {
    category: ["name"],
    "text-channel": ["name", "categoryKey"],
    "voice-channel": ["name", "categoryKey"],
    event: ["name", "startsAt", "endsAt", "description"],
  }[kind];
  if (!fields) return undefined;
  const values = fields.map((field) => (spec as Record<string, unknown>)[field]);
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}

/**
 * Somebody changed a thing there while we still want what we last wrote: that is shown and held until an organiser
 * asks for ours again. When we have changed our mind it is an ordinary update. Privacy and marks are restored at once.
 */
export function leaveWhatHandsChanged(plan: Plan, brief: Brief): Plan {
  const wrote = new Map(brief.remembered.map(({ key, wrote }) => [key, wrote]));
  const repair = new Set(brief.policy.repair);
  const byHand = (step: Step): step is Extract<Step, { action: "update" }> =>
    step.action === "update" &&
    !step.adopted &&
    !repair.has(step.key) &&
    writtenMark(step) !== undefined &&
    wrote.get(step.key) === writtenMark(step);

  const steps: Step[] = [];
  const held: Step[] = [...plan.held];
  for (const step of plan.steps) {
    if (!byHand(step)) {
      steps.push(step);
      continue;
    }
    const atOnce = step.differences.filter(({ field }) => NEVER_LEFT.has(field));
    if (atOnce.length > 0) steps.push({ ...step, differences: atOnce });
    else held.push(step);
  }
  return { ...plan, steps, held };
}
