import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { attemptsOn } from "../src/attempt.ts";
import { type Pool } from "../src/pool.ts";
import { prepare } from "../src/prepare.ts";
import { type Problem } from "../src/problem.ts";
import { type Progress } from "../src/proposal.ts";

export interface OurResult {
  quality: number;
  bound: number;
  proven: boolean;
  /** Until it was proven: everything but saying why somebody has no place. */
  seconds: number;
  /** Until 99 % of the best quality, read ten times a second. */
  secondsToOnePercent: number | null;
  /** 99th percentile of the caller's event loop delay, in milliseconds. */
  loopDelayMs: number;
}

/** One run on the pool, as the server makes it. */
export async function measureOurs(pool: Pool, problem: Problem, timeLimitSeconds: number): Promise<OurResult> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const told: Progress[] = [];
  delay.enable();
  const outcome = await pool.run(
    { ...problem, remedyTrials: 0, timeLimitSeconds },
    { onProgress: (one) => told.push(one) },
  );
  delay.disable();
  if (outcome.kind !== "proposal") throw new Error(`The run ended as ${outcome.kind}`);
  const { quality, upperBound, proven, elapsedMs, phases } = outcome.proposal;
  const near = told.find((one) => one.quality >= 0.99 * quality)?.elapsedMs ?? elapsedMs;
  return {
    quality,
    bound: upperBound,
    proven,
    seconds: (elapsedMs - (phases.explain ?? 0)) / 1_000,
    secondsToOnePercent: near / 1_000,
    // The measured delay includes the timer's own 5 ms.
    loopDelayMs: Math.max(0, delay.percentile(99) / 1e6 - 5),
  };
}

/** Greedy attempts alone on one thread: how many a second, and how good the best is. */
export function measureGreedy(problem: Problem, seconds: number): { perSecond: number; quality: number } {
  const attempts = attemptsOn(prepare(problem).reduced, problem.seed);
  const from = performance.now();
  let [made, best] = [0, 0];
  while (performance.now() - from < seconds * 1_000) {
    for (let block = 0; block < 8; block++) best = Math.max(best, attempts.run(made++));
  }
  return { perSecond: Math.round((made * 1_000) / (performance.now() - from)), quality: best / 10 };
}

/** Attempts a second on a pool, once its threads are warm. */
export async function measureAttempts(pool: Pool, problem: Problem, seconds: number): Promise<number> {
  const greedy = { ...problem, prove: false, iterations: 1_000_000, remedyTrials: 0 };
  let [first, last]: (Progress | null)[] = [null, null];
  await pool.run(
    { ...greedy, timeLimitSeconds: seconds },
    {
      onProgress: (progress) => {
        if (progress.phase !== "greedy" || progress.elapsedMs > seconds * 1_000) return;
        if (!first && progress.elapsedMs > 400) first = progress;
        last = progress;
      },
    },
  );
  const [from, until] = [first as Progress | null, last as Progress | null];
  if (!from || !until || until.elapsedMs <= from.elapsedMs) return 0;
  return Math.round((1_000 * (until.attempts - from.attempts)) / (until.elapsedMs - from.elapsedMs));
}

/** Attempts a second of so many threads that know nothing of each other. */
export async function measureApart(problem: Problem, { threads, seconds }: { threads: number; seconds: number }) {
  const counts = await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL("./lone-worker.ts", import.meta.url), { workerData: { problem, seconds } });
      const [perSecond] = (await once(worker, "message")) as [number];
      return perSecond;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The most megabytes a process of its own holds while it runs an instance, its threads and the solver included. */
export function measureMemory(name: string): number {
  const file = new URL("./memory.ts", import.meta.url).pathname;
  return Number(execFileSync(process.execPath, [file, name], { encoding: "utf8" }));
}
