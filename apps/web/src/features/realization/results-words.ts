import type { Result } from "./use-realization.ts";

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
