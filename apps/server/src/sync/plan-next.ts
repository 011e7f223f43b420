import type { SyncRound } from "@muster/db/entities/sync-round";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { OutcomeReport, Trouble } from "@muster/domain/report";
import { nextTry } from "@muster/reconcile/retry";
import type { Tx } from "../transaction.ts";
import { clearedPolicy } from "./merge-policy.ts";
import { TRIES_BEFORE_SET_ASIDE } from "./queues.ts";
import { enqueue } from "./request-sync.ts";
import { chanceOf } from "./set-aside.ts";
import { whatNext, type Next } from "./what-next.ts";

interface Ended {
  task: SyncTask;
  round: SyncRound;
  outcomes: readonly OutcomeReport[];
  trouble: Trouble | null;
  /** Nobody has asked for anything since the brief. */
  isCurrent: boolean;
  /** A promotion waits until then, since something may still be on its way. */
  uncertain: Date | null;
}

const planChanged: Trouble = {
  class: "needs_person",
  code: "plan_changed",
  message: "What stands on Discord has changed since the plan was read. Look at the plan again.",
};

/** When to look again, and what people see meanwhile (round: 9). */
export async function planNext(tx: Tx, ended: Ended): Promise<void> {
  const { task, round, outcomes, trouble, isCurrent, uncertain } = ended;
  const threw = trouble?.class === "ours" && round.ending === "gave_up";
  task.throws = threw ? task.throws + 1 : 0;
  if (!isCurrent || task.generation > round.generation) {
    task.state = "due";
    task.nextAt = null;
    return;
  }
  if (round.ending === "plan_changed") return needsPerson(task, planChanged);
  if (threw && task.throws < TRIES_BEFORE_SET_ASIDE) return waitFor(tx, task, { ...trouble, class: "passing" });
  const next = whatNext(outcomes, trouble);
  if (next.kind === "nothing" && uncertain) return lookAgainAt(tx, task, uncertain);
  await follow(tx, task, next);
}

async function follow(tx: Tx, task: SyncTask, next: Next): Promise<void> {
  switch (next.kind) {
    case "again":
      return waitFor(tx, task, next.trouble);
    case "person":
      return needsPerson(task, next.trouble);
    case "bug":
      return setAside(tx, task, next.trouble);
    case "nothing":
      task.state = "settled";
      task.settledGeneration = task.generation;
      task.policy = clearedPolicy(task.policy);
      task.attempt = 0;
      task.nextAt = null;
      task.lastError = null;
  }
}

async function waitFor(tx: Tx, task: SyncTask, trouble: Trouble): Promise<void> {
  const { class: _, ...rest } = trouble;
  task.attempt++;
  task.lastError = trouble.code;
  const attempt = { attempts: task.attempt, now: tx.clock(), chance: chanceOf(tx) };
  await lookAgainAt(tx, task, nextTry({ ...omitUndefined(rest), sort: "passing" }, attempt)!);
}

/** Exact optional fields: an absent one and an undefined one are not the same. */
function omitUndefined({ code, message, retryAfterMs }: Omit<Trouble, "class">) {
  return { code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

async function lookAgainAt(tx: Tx, task: SyncTask, at: Date): Promise<void> {
  task.state = "waiting";
  task.nextAt = at;
  await tx.em.flush();
  await enqueue(tx, task.subject, Math.max(0, (at.getTime() - tx.clock().getTime()) / 1_000));
}

/** Shown with what to do; tried again when its cause changes or somebody asks. A plan that no longer holds is used up. */
function needsPerson(task: SyncTask, trouble: Trouble): void {
  task.state = "needs_person";
  task.nextAt = null;
  task.lastError = trouble.code;
  if (trouble.code === "plan_changed") task.policy = clearedPolicy(task.policy);
}

/** Our own mistake is not repeated: it waits among those set aside, with what was said. */
function setAside(tx: Tx, task: SyncTask, trouble: Trouble): void {
  task.state = "set_aside";
  task.setAsideAt = tx.clock();
  task.nextAt = null;
  task.lastError = `${trouble.code}: ${trouble.message}`.slice(0, 500);
  tx.house.log.error({ subject: task.subject, trouble }, "set aside: we asked for something malformed");
}
