import type { PgBoss } from "pg-boss";

export const SYNC_QUEUE = "sync";
export const SYNC_DEAD_QUEUE = "sync-set-aside";
export const SWEEP_QUEUE = "sync-sweep";

/** A subject that throws so often in a row is set aside until somebody asks for it again (EV-6). */
export const TRIES_BEFORE_SET_ASIDE = 5;

/**
 * `short`: at most one job of a subject waits, while one may be running, so that twenty presses of a button are one
 * round and one more (AD-6). The queue owns the attempts of a job that throws (round: 9).
 */
export async function createSyncQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(SYNC_DEAD_QUEUE, { policy: "short", notify: true });
  await boss.createQueue(SYNC_QUEUE, {
    policy: "short",
    notify: true,
    deadLetter: SYNC_DEAD_QUEUE,
    retryLimit: TRIES_BEFORE_SET_ASIDE - 1,
    retryBackoff: true,
    retryDelay: 1,
    retryDelayMax: 300,
    expireInSeconds: 60,
    heartbeatSeconds: 10,
  });
  await boss.createQueue(SWEEP_QUEUE, { policy: "short", retryLimit: 0 });
}
