import { applyChange } from "./apply-change.ts";
import { changedFrom, placesIn } from "./earlier-places.ts";
import { type Reason } from "./explain.ts";
import { type Ledger } from "./ledger.ts";
import { firstAttempts, prepare, type Prepared } from "./prepare.ts";
import { type Change, type Remedy } from "./proposal.ts";
import { type Effort } from "./prove.ts";
import { changesForAll, changesForOne } from "./propose-changes.ts";
import { sentenceFor } from "./remedy-sentence.ts";
import { blocksOf, runAttempts } from "./run-attempts.ts";
import { solve, type Solution } from "./solve.ts";

const MOST_REMEDIES = 3;

/**
 * Trials by number of people, and how many of them may go beyond the relaxation: each is a whole run, so the answer
 * would take many times longer with more.
 */
const TRIALS: readonly { upTo: number; trials: number; toTheEnd: number }[] = [
  { upTo: 60, trials: 10, toTheEnd: 10 },
  { upTo: 150, trials: 8, toTheEnd: 3 },
  { upTo: 400, trials: 3, toTheEnd: 1 },
  { upTo: 1_200, trials: 1, toTheEnd: 0 },
];

interface Trial {
  quality: number;
  placed: number;
  ids: Set<string>;
  /** Against the proposal it starts from. */
  changedIds: string[];
  /** Another run would come to just this. */
  settled: boolean;
  branched: boolean;
}

/**
 * Up to three remedies for each person without a place. Every one was tried: the problem was changed and scheduled
 * again from this proposal, by the same steps and seed; the person had a place, and more people had one than before.
 */
export async function findRemedies(
  prepared: Prepared,
  { solution, reasons, ledger }: { solution: Solution; reasons: readonly (Reason & { id: string })[]; ledger: Ledger },
): Promise<Map<string, Remedy[]>> {
  const { problem } = prepared;
  const remedies = new Map<string, Remedy[]>();
  const without = reasons.filter(({ reason }) => reason !== "not_needed" && reason !== "facilitator_not_certified");
  const usual = TRIALS.find(({ upTo }) => problem.people.length <= upTo);
  let left = problem.remedyTrials ?? usual?.trials ?? 0;
  let toTheEnd = problem.remedyTrials ?? usual?.toTheEnd ?? 0;
  // Whoever makes the change starts from this proposal, so that nobody moves without need.
  const from = { ...problem, earlier: placesIn(solution.groups) };
  const seated = new Set([...solution.groups, ...solution.joinings].flatMap(({ memberIds }) => memberIds));
  const tryOut = async (change: Change, whom: readonly string[]): Promise<void> => {
    if (left <= 0 || ledger.shouldStop()) return;
    left--;
    const trial = await tryChange(from, { change, effort: toTheEnd > 0 ? "all" : "relaxation" }, ledger);
    if (trial?.branched) toTheEnd--;
    const imagined = Number(change.kind === "another_facilitator");
    if (!trial?.settled || trial.placed - imagined <= solution.placed) return;
    const helped = whom.filter((id) => trial.ids.has(id));
    const effect = {
      quality: trial.quality,
      placed: trial.placed,
      movedIds: trial.changedIds.filter((id) => seated.has(id) && trial.ids.has(id)),
      lostIds: [...seated].filter((id) => !trial.ids.has(id)),
    };
    for (const id of helped) {
      const known = remedies.get(id) ?? [];
      if (known.length >= MOST_REMEDIES) continue;
      const sentence = sentenceFor(prepared, { change, helped: helped.length });
      remedies.set(id, [...known, { change, sentence, ...effect }]);
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

/**
 * Schedules the changed problem as a run would; null if it was stopped on the way. Where the relaxation alone does not
 * settle it, it is not offered: a run that went on from there might seat others.
 */
async function tryChange(
  original: Prepared["problem"],
  { change, effort }: { change: Change; effort: Effort },
  outer: Ledger,
): Promise<Trial | null> {
  const prepared = prepare(applyChange(original, change));
  let branched = false;
  const silent: Ledger = {
    ...outer,
    enter: (phase) => (branched ||= phase === "branch"),
    attempted: () => {},
    found: () => {},
    bounded: () => {},
  };
  const best = runAttempts(prepared, blocksOf(0, firstAttempts(prepared)), silent);
  const { quality, placed, groups, joinings, proven } = await solve(prepared, { best, effort }, silent);
  if (outer.shouldStop()) return null;
  const ids = new Set([...groups, ...joinings].flatMap(({ memberIds }) => memberIds));
  const changedIds = changedFrom(prepared.problem, { groups });
  return { quality, placed, ids, changedIds, settled: proven || !original.prove, branched };
}
