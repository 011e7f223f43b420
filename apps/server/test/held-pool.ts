import type { Pool, RunHooks, RunOutcome } from "@muster/scheduler/pool";
import type { ProblemInput } from "@muster/scheduler/problem";
import type { Progress } from "@muster/scheduler/proposal";
import { schedule } from "@muster/scheduler";

export interface HeldRun {
  problem: ProblemInput;
  hooks: RunHooks;
  /** Tells how far it is. */
  progress: (progress: Partial<Progress>) => void;
  /** Hands out the real answer as the best so far. */
  best: () => Promise<void>;
  /** Ends it with the real answer, or with another outcome. */
  finish: (outcome?: RunOutcome) => Promise<void>;
}

export interface HeldPool extends Pool {
  /** The runs that work now, the newest last. */
  held: HeldRun[];
  /** The next run to begin. */
  next: () => Promise<HeldRun>;
}

/**
 * A pool that works until it is told to end: by the test, by a stop (then with the real answer), or by a discard. What it
 * answers is the scheduler's own thought, without threads.
 */
export function heldPool(): HeldPool {
  const held: HeldRun[] = [];
  const waiting: ((run: HeldRun) => void)[] = [];
  const pool: HeldPool = {
    held,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    run: (problem, hooks = {}) =>
      new Promise<RunOutcome>((resolve) => {
        const end = (outcome: RunOutcome) => {
          held.splice(held.indexOf(run), 1);
          resolve(outcome);
        };
        const answer = async (ending?: "stopped"): Promise<RunOutcome> => {
          const proposal = await answerTo(problem);
          return { kind: "proposal", proposal: ending ? { ...proposal, ending } : proposal };
        };
        const run: HeldRun = {
          problem,
          hooks,
          progress: (progress) => hooks.onProgress?.({ ...beginning, total: problem.people.length, ...progress }),
          best: async () => hooks.onBest?.({ ...(await answerTo(problem)), ending: "stopped" }),
          finish: async (outcome) => end(outcome ?? (await answer())),
        };
        held.push(run);
        hooks.stop?.addEventListener("abort", () => void answer("stopped").then(end));
        hooks.signal?.addEventListener("abort", () => end({ kind: "discarded" }));
        waiting.shift()?.(run);
      }),
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
  return pool;
}

const answerTo = async (problem: ProblemInput) => schedule(problem, { now: () => performance.now() });

const beginning: Progress = {
  phase: "greedy",
  attempts: 0,
  attemptsTotal: 100,
  quality: 0,
  placed: 0,
  total: 0,
  groups: 0,
  upperBound: 0,
  mostMore: 0,
  gap: 1,
  elapsedMs: 0,
  estimatedRemainingMs: null,
  series: [],
};
