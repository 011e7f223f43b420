import type { OutcomeReport } from "@muster/domain/report";

/** The last word on each key. */
export const latestOutcomes = (steps: readonly OutcomeReport[]): Record<string, OutcomeReport> =>
  Object.fromEntries(steps.map((step) => [step.key, step]));
