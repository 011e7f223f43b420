import type { Plan, Step } from "./plan.ts";

export interface Suspicion {
  /** So many removals are ordinary, however small the world. */
  atMost: number;
  /** Beyond that, the share of what stands that may go at once, 0 to 1. */
  share: number;
}

/**
 * The one guard above every plan: when suspiciously much of what stands would be removed at once, every removal is
 * held until a person has looked. A half-read database must never empty a guild. Repairs of doubles go on.
 */
export function holdSuspiciousRemovals(plan: Plan, { atMost, share }: Suspicion): Plan {
  const removals = plan.steps.filter(isRemoval);
  const standing = plan.steps.filter((step) => step.action === "keep" || step.action === "update").length;
  if (removals.length <= atMost || removals.length <= share * (standing + removals.length)) return plan;
  return {
    ...plan,
    steps: plan.steps.filter((step) => !isRemoval(step)),
    held: [...plan.held, ...removals],
  };
}

const isRemoval = (step: Step) => step.action === "delete" && !step.double;
