import { Setting } from "@muster/db/entities/setting";
import type { EntityManager } from "@muster/db/orm";
import { schedulingSettingsSchema } from "@muster/domain/scheduling-settings";
import { z } from "zod";

const keptSchema = z.object({ at: z.coerce.date(), settings: schedulingSettingsSchema, plannedBy: z.string() });

/** A run Muster begins by itself (A7): when, with which settings, and who asked for it. */
export type PlannedRun = z.infer<typeof keptSchema>;

const keyOf = (cohortId: number): string => `planned-run/cohort:${cohortId}`;

export async function plannedRun(em: EntityManager, cohortId: number): Promise<PlannedRun | null> {
  const row = await em.findOne(Setting, keyOf(cohortId));
  return row ? keptSchema.parse(row.value) : null;
}

export async function keepPlannedRun(em: EntityManager, cohortId: number, planned: PlannedRun): Promise<void> {
  await em.execute(
    "insert into settings (key, value) values (?, ?::jsonb) on conflict (key) do update set value = excluded.value",
    [keyOf(cohortId), JSON.stringify(planned)],
  );
}

export const forgetPlannedRun = (em: EntityManager, cohortId: number): Promise<number> =>
  em.nativeDelete(Setting, { key: keyOf(cohortId) });
