import type { OutcomeReport } from "@muster/domain/report";

/**
 * The last word on each key. Told twice, because a double was removed afterwards, it stays *created* with the id of the
 * one that is left.
 */
export function latestOutcomes(steps: readonly OutcomeReport[]): Record<string, OutcomeReport> {
  const latest: Record<string, OutcomeReport> = {};
  for (const step of steps) {
    const before = latest[step.key];
    const wasMade = before?.result === "done" && (before.action === "create" || before.action === "recreate");
    const isKept = step.result === "done" && step.action === "keep";
    latest[step.key] = before && wasMade && isKept ? { ...step, action: before.action } : step;
  }
  return latest;
}
