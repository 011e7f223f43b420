import { conclude } from "./conclude.ts";
import { checkedProblem } from "./instance-file.ts";
import { ownLedger, scopeOf } from "./ledger.ts";
import { prepare } from "./prepare.ts";
import { type ProblemInput } from "./problem.ts";
import { type Progress, type Proposal } from "./proposal.ts";
import { blocksOf, runAttempts } from "./run-attempts.ts";
import { solve } from "./solve.ts";

/** What the outside lends a run: a clock, a way to end it, an ear. */
export interface Hooks {
  /** Milliseconds, ever growing, from wherever. */
  now: () => number;
  /** Asked often; true ends the run, which keeps the best it has. */
  shouldStop?: () => boolean;
  onProgress?: (progress: Progress) => void;
}

/**
 * Finds the best grouping, proves it, and says why somebody has no place: many attempts, improve the best, prove, even
 * out, explain. The same problem and seed give the same answer. Throws SchedulingError with one plain sentence for
 * input that makes no sense and for pins that contradict each other.
 */
export async function schedule(input: ProblemInput, hooks: Hooks): Promise<Proposal> {
  const problem = checkedProblem(input);
  const prepared = prepare(problem);
  const scope = scopeOf(problem);
  const ledger = ownLedger(hooks, scope);
  ledger.bounded(prepared.bound);
  ledger.enter("greedy");
  let made = 0;
  const best = runAttempts(prepared, blocksOf(0, scope.attemptsTotal), {
    ...ledger,
    attempted: (count) => {
      made += count;
      ledger.attempted(count);
    },
  });
  const greedy = ledger.now();
  const solution = await solve(prepared, { best }, ledger);
  return conclude(
    prepared,
    { ...solution, phases: { greedy, ...solution.phases } },
    { attempts: made, began: 0, ledger },
  );
}

/** The words the requirements ask this package to know, each at home in a file of its own. */
export { balanceCohorts } from "./balance-cohorts.ts";
export { findCohortTimeOptions, isGroupValid } from "./common-times.ts";
export {
  groupPeopleByCourse,
  removeBlockedIntervals,
  schedulePeople,
  type CohortSchedulingResult,
  type CourseSchedulingResult,
  type MultiCourseSchedulingResult,
} from "./courses.ts";
export { DAY_MAP, formatTimeRange, parseIntervalString } from "./interval-text.ts";
export { calculateTotalAvailableTime, convertUserDataToPeople, type Group, type Person } from "./person.ts";
export { runGreedyIteration, runScheduling } from "./run-scheduling.ts";
export { NoFacilitatorsError, NoUsersError, SchedulingError } from "./scheduling-error.ts";
