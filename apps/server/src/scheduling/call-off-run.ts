import { Cohort } from "@muster/db/entities/cohort";
import { LockMode } from "@muster/db/orm";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { wallTimeAt } from "@muster/domain/time-zone";
import { clockTime } from "@muster/domain/week";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import type { Moment } from "./plan-run.ts";
import { forgetPlannedRun, plannedRun } from "./planned-run.ts";

export interface CalledOff {
  /** What was planned, as `planRun` takes it; null where it had begun already or somebody was quicker. */
  was: { at: Moment; settings: SchedulingSettings } | null;
}

/** Muster does not begin the planned run of this cohort; its job finds nothing to begin. */
export async function callOffRun(ctx: Context, { cohortId }: { cohortId: number }): Promise<CalledOff> {
  return together(ctx, async (tx) => {
    const cohort = await tx.em.findOne(Cohort, cohortId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
    const planned = await plannedRun(tx.em, cohortId);
    if (!planned) return { was: null };
    await forgetPlannedRun(tx, cohortId, planned);
    await audit(tx, { action: "scheduling.callOff", object: `cohort:${cohortId}`, before: { at: planned.at } });
    await ring(tx, "cohort", cohortId);
    const { date, minuteOfWeek } = wallTimeAt(planned.at, cohort.timeZone);
    return { was: { at: { date, time: clockTime(minuteOfWeek) }, settings: planned.settings } };
  });
}
