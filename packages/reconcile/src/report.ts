import type { ExternalId, Key } from "./kind.ts";
import type { Step } from "./plan.ts";
import type { Trouble } from "./trouble.ts";

export type Outcome = { step: Step } & (
  | { result: "done"; id: ExternalId }
  | { result: "failed" | "ambiguous"; trouble: Trouble }
  | { result: "blocked"; missing: Key }
  | { result: "held" }
  | { result: "waiting"; reason: string }
);

/** A create is about to be tried: written down first, so that a crash in the middle leaves a trace. */
export interface Began {
  step: Step;
  result: "began";
}

/** Everything `apply` tells, in the order it happens. */
export type Told = Began | Outcome;

export const isOutcome = (told: Told): told is Outcome => told.result !== "began";

/** The world now matches, apart from what a policy held back and whom we wait for. */
export const converged = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every(({ result }) => result === "done" || result === "held" || result === "waiting");

/** An answer never came: what was asked for may stand, or may come to stand a little later. */
export const isUncertain = (outcomes: readonly Outcome[]): boolean =>
  outcomes.some(({ result }) => result === "ambiguous");

/** Counts in the reader's words. A dry run reads: wanted, missing, outdated, unwanted, unchanged. */
export function summary(outcomes: readonly Outcome[]): Record<string, number> {
  return Object.fromEntries(
    Map.groupBy(outcomes, word)
      .entries()
      .map(([name, those]) => [name, those.length]),
  );
}

export function word({ step, result }: Outcome): string {
  if (result === "held") return held[step.action];
  if (result !== "done") return result;
  return (step.action === "keep" || step.action === "update") && step.adopted ? "adopted" : done[step.action];
}

const done = {
  create: "created",
  recreate: "recreated",
  update: "updated",
  keep: "unchanged",
  delete: "deleted",
} as const;
const held = {
  create: "wanted",
  recreate: "missing",
  update: "outdated",
  keep: "unchanged",
  delete: "unwanted",
} as const;
