import { improve } from "./improve.ts";
import { keepsPins } from "./keeps-pins.ts";
import { type Ledger } from "./ledger.ts";
import { type Prepared } from "./prepare.ts";
import { prove, type Effort } from "./prove.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { nobodySeated, type Seating } from "./seating.ts";

/** What the search came to: the best seating, and the tenths no seating can pass. */
export interface Found {
  seating: Seating;
  bound: number;
  /** The attempt it grew from led to it; false where the exact solver found it. */
  fromAttempt: boolean;
}

/** Changes tried while improving: more where there is no solver to take over. */
const movesBeforeProof = (people: number): number => Math.min(3_000, Math.max(60, 3 * people));
const MOVES_WITHOUT_PROOF = 20_000;

/** Improves the best attempt, then has the exact solver improve and prove it, unless it cannot be beaten already. */
export async function search(
  prepared: Prepared,
  { first, effort }: { first: Seating | null; effort: Effort },
  ledger: Ledger,
): Promise<Found> {
  const { problem, reduced, bound } = prepared;
  const from = first ?? nobodySeated(reduced.participants.ids.length);
  ledger.bounded(bound);
  ledger.enter("improve");
  const moves = problem.prove ? movesBeforeProof(problem.people.length) : MOVES_WITHOUT_PROOF;
  const improved = improve(
    reduced,
    { from, goal: bound, moves, seed: problem.seed },
    { shouldStop: ledger.shouldStop, onBetter: ledger.found },
  );
  const pinsKept = keepsPins(reduced, improved);
  if ((pinsKept && improved.tenths >= bound) || !problem.prove || ledger.shouldStop()) {
    if (!pinsKept)
      throw new SchedulingError("No grouping that keeps every pinned place was found; unpin somebody and try again");
    return { seating: improved, bound, fromAttempt: true };
  }
  ledger.enter("prove");
  const proof = await prove(
    reduced,
    { incumbent: pinsKept ? improved : null, bound, effort },
    {
      shouldStop: ledger.shouldStop,
      onBound: ledger.bounded,
      onBetter: ledger.found,
      onBranch: () => ledger.enter("branch"),
    },
  );
  if (!proof)
    throw new SchedulingError(
      "No grouping that keeps every pinned place was found in time; unpin somebody or allow more time",
    );
  return { ...proof, fromAttempt: proof.seating === improved };
}
