import { ScheduleRun } from "@muster/db/entities/schedule-run";
import type { EntityManager } from "@muster/db/orm";
import { NotFound } from "../refusal.ts";

/** A run with whoever started it. */
export async function findRun(em: EntityManager, runId: number) {
  const run = await em.findOne(ScheduleRun, { id: runId, deletedAt: null }, { populate: ["startedBy"] });
  if (!run) throw new NotFound("This run does not exist any more.");
  return run;
}
