import { Setting } from "@muster/db/entities/setting";
import { LockMode, type EntityManager } from "@muster/db/orm";
import { schedulingSettingsSchema } from "@muster/domain/scheduling-settings";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Tx } from "../transaction.ts";

const keptSchema = z.object({ at: z.coerce.date(), settings: schedulingSettingsSchema, plannedBy: z.string() });

/** A run Muster begins by itself (A7): when, with which settings, and who asked for it. */
export type PlannedRun = z.infer<typeof keptSchema>;

const keyOf = (cohortId: number): string => `planned-run/cohort:${cohortId}`;

export async function plannedRun(em: EntityManager, cohortId: number): Promise<PlannedRun | null> {
  const row = await em.findOne(Setting, keyOf(cohortId));
  return row ? keptSchema.parse(row.value) : null;
}

/** In place of whatever was planned before. */
export const keepPlannedRun = (em: EntityManager, cohortId: number, planned: PlannedRun): Promise<void> =>
  put(em, { cohortId, planned, whereOneStands: "do update set value = excluded.value" });

/** Unless another one has been planned meanwhile. */
export const bringBackPlannedRun = (em: EntityManager, cohortId: number, planned: PlannedRun): Promise<void> =>
  put(em, { cohortId, planned, whereOneStands: "do nothing" });

interface Put {
  cohortId: number;
  planned: PlannedRun;
  whereOneStands: "do nothing" | "do update set value = excluded.value";
}

async function put(em: EntityManager, { cohortId, planned, whereOneStands }: Put): Promise<void> {
  await em.execute(`insert into settings (key, value) values (?, ?::jsonb) on conflict (key) ${whereOneStands}`, [
    keyOf(cohortId),
    JSON.stringify(planned),
  ]);
}

/** This one and no other: whether it was still what is planned. */
export async function forgetPlannedRun({ em }: Tx, cohortId: number, planned: PlannedRun): Promise<boolean> {
  const key = keyOf(cohortId);
  const row = await em.findOne(Setting, key, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!row || !isDeepStrictEqual(keptSchema.parse(row.value), planned)) return false;
  await em.nativeDelete(Setting, { key });
  return true;
}
