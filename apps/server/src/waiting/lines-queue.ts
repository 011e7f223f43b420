import type { PgBoss } from "pg-boss";
import { systemContext } from "../context.ts";
import type { House } from "../house.ts";
import type { Tx } from "../transaction.ts";
import { tendQuestions } from "../questions/tend-questions.ts";
import { tendSwaps } from "../swaps/tend-swaps.ts";
import { tendLines } from "./tend-lines.ts";

const LINES_QUEUE = "waiting-lists";

/** One job looks through every line. */
export const createLinesQueue = (boss: PgBoss): Promise<void> =>
  boss.createQueue(LINES_QUEUE, { policy: "short", notify: true, retryLimit: 3, retryDelay: 5 });

/** Tends the waiting lists, who could trade places and what is asked every minute, and at once when something about the lines changed. */
export async function openWaitingLists(house: House): Promise<AsyncDisposable> {
  const { boss } = house;
  await createLinesQueue(boss);
  const polling = { notifyPollingIntervalSeconds: 2, pollingIntervalSeconds: 2 };
  await boss.work(LINES_QUEUE, polling, async ([job]) => {
    const ctx = systemContext(house, job?.id ?? "lines");
    await tendLines(ctx);
    await tendSwaps(ctx);
    await tendQuestions(ctx);
  });
  await boss.schedule(LINES_QUEUE, "* * * * *");
  return { [Symbol.asyncDispose]: () => boss.offWork(LINES_QUEUE, { wait: true }) };
}

/** Seats may have become free in several groups at once: the lines are looked through after this transaction. */
export const wakeTheLines = ({ wakes }: Tx): void => void wakes.set(LINES_QUEUE, "lines");
