import { readProblem } from "../src/shared-problem.ts";
import work, { type Task } from "../src/worker.ts";

/** The seed for which the thread ends in the middle of its work, as a native fault would end it. */
export const DEADLY_SEED = 13;

export default function workOrDie(task: Task): ReturnType<typeof work> {
  if (readProblem(task.problem).seed === DEADLY_SEED) process.exit(7);
  return work(task);
}
