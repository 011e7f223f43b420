import { applyChange } from "./apply-change.ts";
import { type Reason } from "./explain.ts";
import { type Ledger } from "./ledger.ts";
import { firstAttempts, prepare, type Prepared } from "./prepare.ts";
import { type Change, type Remedy } from "./proposal.ts";
import { changesForAll, changesForOne } from "./propose-changes.ts";
import { sentenceFor } from "./remedy-sentence.ts";
import { blocksOf, runAttempts } from "./run-attempts.ts";
import { solve, type Solution } from "./solve.ts";

const MOST_REMEDIES = 3;

/** Trials by number of people: each is a whole run, so the answer would take many times longer with more. */
const TRIALS: readonly [upToPeople: number, trials: number][] = [
  [60, 20],
  [150, 12],
  [400, 6],
  [1_200, 2],
];

interface Trial {
  quality: number;
  placed: number;
  ids: Set<string>;
}

/**
 * Up to three remedies for each person without a place. Every one was tried: the problem was changed and scheduled
 * again, by the same steps and seed, and the person had a place.
 */
export async function findRemedies(
  prepared: Prepared,
  { solution, reasons, ledger }: { solution: Solution; reasons: readonly (Reason & { id: string })[]; ledger: Ledger },
): Promise<Map<string, Remedy[]>> {
  const { problem } = prepared;
  const remedies = new Map<string, Remedy[]>();
  const without = reasons.filter(({ reason }) => reason !== "not_needed" && reason !== "facilitator_not_certified");
  let left = problem.remedyTrials ?? TRIALS.find(([most]) => problem.people.length <= most)?.[1] ?? 0;
  const tryOut = async (change: Change, whom: readonly string[]): Promise<void> => {
    if (left <= 0 || ledger.shouldStop()) return;
    left--;
    const trial = await tryChange(problem, change, ledger);
    if (!trial || trial.quality < solution.quality) return;
    const helped = whom.filter((id) => trial.ids.has(id));
    for (const id of helped) {
      const known = remedies.get(id) ?? [];
      if (known.length >= MOST_REMEDIES) continue;
      const sentence = sentenceFor(prepared, { change, helped: helped.length });
      remedies.set(id, [...known, { change, sentence, quality: trial.quality, placed: trial.placed }]);
    }
  };
  const ids = without.map(({ id }) => id);
  for (const change of changesForAll(prepared, { solution, reasons: without })) await tryOut(change, ids);
  const own = without.map(({ id }) => ({ id, changes: changesForOne(prepared, { solution, id }) }));
  for (let round = 0; round < MOST_REMEDIES; round++) {
    for (const { id, changes } of own) {
      const change = changes[round];
      if (change && (remedies.get(id)?.length ?? 0) < MOST_REMEDIES) await tryOut(change, [id]);
    }
  }
  return remedies;
}

/** Schedules the changed problem as a run would, without a clock; null if it was stopped on the way. */
async function tryChange(original: Prepared["problem"], change: Change, outer: Ledger): Promise<Trial | null> {
  const prepared = prepare(applyChange(original, change));
  const silent: Ledger = { ...outer, enter: () => {}, attempted: () => {}, found: () => {}, bounded: () => {} };
  const best = runAttempts(prepared, blocksOf(0, firstAttempts(prepared)), silent);
  const { quality, placed, groups, joinings } = await solve(prepared, best, silent);
  if (outer.shouldStop()) return null;
  return { quality, placed, ids: new Set([...groups, ...joinings].flatMap(({ memberIds }) => memberIds)) };
}
