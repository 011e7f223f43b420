import type { RealizationState, Result } from "./use-realization.ts";

/** `8 active, 1 failed`: the four counts and what is still to come, none of them where it is zero (C36). */
export function resultsWords(results: readonly Pick<Result, "outcome">[]): string {
  const count = (...outcomes: Result["outcome"][]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [
    [count("active", "degraded"), "active"],
    [count("waiting_for_members"), "waiting for members"],
    [count("failed"), "failed"],
    [count("pending"), "to come"],
  ] as const;
  return parts
    .filter(([many]) => many > 0)
    .map(([many, word]) => `${many} ${word}`)
    .join(", ");
}

/** Once every group has come to its end, a later round of one of them belongs to the sync page, not to the realization. */
export const untilSettled = (state: RealizationState): RealizationState =>
  state.results.some(({ outcome }) => outcome === "pending") ? state : { ...state, running: null };
