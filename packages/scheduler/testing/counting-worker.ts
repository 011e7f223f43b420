import { setTimeout as pause } from "node:timers/promises";
import { BroadcastChannel } from "node:worker_threads";
import { clockOf, sharedLedger } from "../src/shared-ledger.ts";
import { readProblem } from "../src/shared-problem.ts";
import { type Answer, type Task } from "../src/worker.ts";

/** Where each change of the counter is told, with the wall clock's moment: `[attempts, milliseconds]`. */
export const COUNTED = "muster-counted";

/** Searches nothing: changes the shared counter of attempts, now and then, and says when it did. */
export default async function count(task: Task): Promise<Answer> {
  const { cells } = task;
  const { timeLimitSeconds } = readProblem(task.problem);
  const timeLimitMs = timeLimitSeconds === undefined ? null : timeLimitSeconds * 1_000;
  const ledger = sharedLedger(cells, { now: clockOf(task), timeLimitMs, onBest: () => {} });
  const told = new BroadcastChannel(COUNTED);
  // Steps that share no beat with whoever looks at the counter every so often.
  for (let changes = 1; !ledger.shouldStop(); changes++) {
    await pause(230 + ((changes * 37) % 170));
    ledger.attempted(1);
    told.postMessage([changes, Date.now()]);
  }
  told.close();
  return { kind: "refused", message: "This worker only counts" };
}
