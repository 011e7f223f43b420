import { BroadcastChannel } from "node:worker_threads";
import { prepare } from "../src/prepare.ts";
import { repeatAttempt } from "../src/run-attempts.ts";
import { clockOf, sharedBlocks, sharedLedger } from "../src/shared-ledger.ts";
import { readProblem } from "../src/shared-problem.ts";
import work, { type Answer, type Task } from "../src/worker.ts";

/** The seed for which the thread ends in the middle of its work, as a native fault would end it. */
export const DEADLY_SEED = 13;
/** The seed for which the thread with the first attempts tells of one and ends so; the others search until they are asked to stop. */
export const LATE_DEADLY_SEED = 14;
/** Where those others tell that they were asked. */
export const SURVIVED = "muster-survived";

export default function workOrDie(task: Task): Promise<Answer> {
  const { seed } = readProblem(task.problem);
  if (seed === DEADLY_SEED) process.exit(7);
  return seed === LATE_DEADLY_SEED && task.kind === "attempts" ? attemptOrDie(task) : work(task);
}

async function attemptOrDie(task: Task): Promise<Answer> {
  const ledger = sharedLedger(task.cells, { now: clockOf(task), timeLimitMs: null, onBest: () => {} });
  if (sharedBlocks(task.cells, task.attempts)()?.from === 0) {
    const seating = repeatAttempt(prepare(readProblem(task.problem)), { index: 0, tenths: 0 });
    task.port.postMessage({ seating, proposal: null });
    process.exit(7);
  }
  while (!ledger.shouldStop()) await new Promise((resolve) => setImmediate(resolve));
  const told = new BroadcastChannel(SURVIVED);
  told.postMessage(null);
  told.close();
  return { kind: "refused", message: "This worker only waits" };
}
