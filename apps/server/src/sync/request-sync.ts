import { SyncTask } from "@muster/db/entities/sync-task";
import { Person } from "@muster/db/entities/person";
import { LockMode, type EntityManager } from "@muster/db/orm";
import { parseSubject, type Subject } from "@muster/domain/subject";
import type { System } from "@muster/domain/system";
import { fromKysely } from "pg-boss";
import { ring } from "../bell.ts";
import type { Tx } from "../transaction.ts";
import { mergePolicy, type AskedPolicy } from "./merge-policy.ts";
import { SYNC_QUEUE } from "./queues.ts";

export interface SyncRequest extends AskedPolicy {
  systems: readonly System[];
}

/**
 * The one function other features call: this subject, these systems, allowed to create or not. Written in the caller's
 * transaction together with its job; nothing is waited for. Whoever asks often gets one round and one more (AD-6).
 */
export async function requestSync(tx: Tx, subject: Subject, request: SyncRequest): Promise<void> {
  for (const system of request.systems) {
    const task = await lockTask(tx.em, subject, system);
    task.generation++;
    task.policy = mergePolicy(task.policy, request);
    task.state = "due";
    task.attempt = 0;
    task.throws = 0;
    task.nextAt = null;
    task.setAsideAt = null;
    task.requestedAt = tx.clock();
    if (tx.actor.personId) task.requestedBy = tx.em.getReference(Person, tx.actor.personId, { wrapped: true });
  }
  await tx.em.flush();
  await enqueue(tx, subject, 0);
  if (request.systems.includes("discord")) await ring(tx, "due", subject);
  await ringFor(tx, subject);
}

/** The row of a subject and system, locked until the end of the transaction; made when there is none. */
export async function lockTask(em: EntityManager, subject: Subject, system: System): Promise<SyncTask> {
  await em.execute("insert into sync_tasks (subject, system) values (?, ?) on conflict (subject, system) do nothing", [
    subject,
    system,
  ]);
  return em.findOneOrFail(SyncTask, { subject, system }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/** One job for each subject: a second request moves the one that waits forward or back, and never adds another. */
export async function enqueue(tx: Tx, subject: Subject, afterSeconds: number): Promise<void> {
  const db = fromKysely(tx.em.getTransactionContext() as never);
  const startAfter = Math.ceil(afterSeconds);
  await tx.house.boss.upsert(SYNC_QUEUE, { subject }, { singletonKey: subject, startAfter, db });
}

/** Pages that show this group or cohort look again. */
export async function ringFor(tx: Tx, subject: Subject): Promise<void> {
  const { kind, id } = parseSubject(subject);
  await ring(tx, kind, id);
}
