import { keepEarlier } from "./keep-earlier.ts";
import { type Ledger } from "./ledger.ts";
import { type Prepared } from "./prepare.ts";
import { propose, type NamedGroups } from "./propose.ts";
import { type Ending, type Phase } from "./proposal.ts";
import { repeatAttempt, type BestAttempt } from "./run-attempts.ts";
import { type Effort } from "./prove.ts";
import { search } from "./search.ts";
import { placedIn, type Seating } from "./seating.ts";

/** A solved problem, before anybody asks why somebody has no place. */
export interface Solution extends NamedGroups {
  /** On the reduced board. */
  seating: Seating;
  quality: number;
  placed: number;
  upperBound: number;
  proven: boolean;
  ending: Ending;
  bestAttempt: number;
  phases: Partial<Record<Phase, number>>;
}

/** From the best greedy attempt to named groups: improve, prove, even out. */
export async function solve(
  prepared: Prepared,
  { best, effort = "all" }: { best: BestAttempt | Seating; effort?: Effort },
  ledger: Ledger,
): Promise<Solution> {
  const phases: Solution["phases"] = {};
  let entered: { phase: Phase; at: number } = { phase: "improve", at: ledger.now() };
  const close = () => (phases[entered.phase] = (phases[entered.phase] ?? 0) + ledger.now() - entered.at);
  const timed: Ledger = {
    ...ledger,
    enter: (phase) => {
      close();
      entered = { phase, at: ledger.now() };
      ledger.enter(phase);
    },
  };
  const first = "leads" in best ? best : repeatAttempt(prepared, best);
  const found = await search(prepared, { first, effort }, timed);
  const { bound, fromAttempt } = found;
  timed.enter("settle");
  const seating = await settle(prepared, found.seating, ledger);
  const named = propose(prepared, seating);
  close();
  const proven = seating.tenths >= bound;
  return {
    ...named,
    seating,
    quality: seating.tenths / 10,
    placed: placedIn(seating),
    upperBound: bound / 10,
    proven,
    ending: proven ? "proven" : endingOf(prepared, ledger),
    bestAttempt: fromAttempt && "index" in best ? best.index : -1,
    phases,
  };
}

/** Of groupings of one quality, the one an earlier proposal asks for. */
export async function settle(
  { problem, reduced }: Prepared,
  best: Seating,
  { shouldStop }: Pick<Ledger, "shouldStop">,
): Promise<Seating> {
  const { earlier, prove } = problem;
  if (earlier.length === 0 || !prove || shouldStop()) return best;
  return keepEarlier(reduced, { best, problem }, shouldStop);
}

function endingOf({ problem }: Prepared, ledger: Ledger): Ending {
  if (!ledger.shouldStop()) return "count";
  return problem.timeLimitSeconds !== undefined && ledger.now() >= problem.timeLimitSeconds * 1_000
    ? "time"
    : "stopped";
}
