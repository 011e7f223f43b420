import { Cohort } from "@muster/db/entities/cohort";
import { Preset } from "@muster/db/entities/preset";
import { settingsFor, type SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";

/** A run's settings before anybody changed one (SCH1): the cohort's own terms, the default preset, then Muster's own (SC-6). */
export async function defaultSettings(ctx: Context, { cohortId }: { cohortId: number }): Promise<SchedulingSettings> {
  const cohort = await ctx.em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
  const preset = await ctx.em.findOne(Preset, { isDefault: true, deletedAt: null });
  return settingsFor(cohort, preset?.settings);
}
