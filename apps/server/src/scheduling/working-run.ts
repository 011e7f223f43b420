import { ScheduleRun } from "@muster/db/entities/schedule-run";
import type { EntityManager } from "@muster/db/orm";
import { WORKING_RUN_STATUSES } from "@muster/domain/scheduling-settings";
import { Conflict } from "../refusal.ts";

/** The one run that works for a cohort now, or null. */
export const workingRun = (em: EntityManager, cohortId: number): Promise<ScheduleRun | null> =>
  em.findOne(ScheduleRun, { cohort: cohortId, status: { $in: [...WORKING_RUN_STATUSES] } });

/** Only one run works for a cohort at a time: this one has to wait. */
export class RunAtWork extends Conflict {}

export async function refuseWhileRunning({ em }: { em: EntityManager }, cohortId: number): Promise<void> {
  const working = await workingRun(em, cohortId);
  if (!working) return;
  throw new RunAtWork(`Run ${working.number} works on this cohort. Stop it first, or wait until it is done.`, {
    facts: { runId: working.id, number: working.number },
  });
}
