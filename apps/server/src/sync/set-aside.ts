import type { Subject } from "@muster/domain/subject";
import { nextTry } from "@muster/reconcile/retry";
import type { Tx } from "../transaction.ts";
import { TRIES_BEFORE_SET_ASIDE } from "./queues.ts";
import { enqueue, lockTask, ringFor } from "./request-sync.ts";

const GRAIN = 1_000_000;
/** A number in [0, 1) from the house's dice. */
export const chanceOf = (tx: Pick<Tx, "house">): number => tx.house.chance.below(GRAIN) / GRAIN;

/** It threw once more: wait a while longer each time, and after five in a row leave it until somebody asks (EV-6). */
export async function setAsideOrWait(tx: Tx, subject: Subject, error: string): Promise<void> {
  const task = await lockTask(tx.em, subject, "discord");
  task.throws++;
  task.lastError = error.slice(0, 500);
  if (task.throws >= TRIES_BEFORE_SET_ASIDE) {
    task.state = "set_aside";
    task.setAsideAt = tx.clock();
    task.nextAt = null;
    tx.house.log.error({ subject, error }, "set aside: it failed five times in a row");
  } else {
    const trouble = { sort: "passing", code: "threw", message: error } as const;
    const at = nextTry(trouble, { attempts: task.throws, now: tx.clock(), chance: chanceOf(tx) })!;
    task.state = "waiting";
    task.nextAt = at;
    await enqueue(tx, subject, (at.getTime() - tx.clock().getTime()) / 1_000);
  }
  await tx.em.flush();
  await ringFor(tx, subject);
}
