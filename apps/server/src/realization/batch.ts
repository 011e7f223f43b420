import { Setting } from "@muster/db/entities/setting";
import type { EntityManager } from "@muster/db/orm";
import type { Tx } from "../transaction.ts";

/** Which groups somebody last asked to realize together, so that their progress can be shown as one. */
export interface Batch {
  startedAt: Date;
  groupIds: number[];
}

const key = (cohortId: number) => `realization/cohort:${cohortId}`;

export async function noteBatch(tx: Tx, cohortId: number, groupIds: readonly number[]): Promise<void> {
  const value = { startedAt: tx.clock().toISOString(), groupIds };
  await tx.em.upsert(Setting, { key: key(cohortId), value });
}

export async function lastBatch(em: EntityManager, cohortId: number): Promise<Batch | null> {
  const setting = await em.findOne(Setting, { key: key(cohortId) }, { refresh: true });
  if (!setting) return null;
  const { startedAt, groupIds } = setting.value as { startedAt: string; groupIds: number[] };
  return { startedAt: new Date(startedAt), groupIds };
}

/** Whether a plan looked at then has been approved since. */
export async function isUnderWay(em: EntityManager, cohortId: number, lookedAt: Date): Promise<boolean> {
  const batch = await lastBatch(em, cohortId);
  return batch !== null && batch.startedAt > lookedAt;
}
