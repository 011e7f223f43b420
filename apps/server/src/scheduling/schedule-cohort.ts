import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { acceptProposal } from "./accept-proposal.ts";
import { beginRun } from "./begin-run.ts";
import { schedulingResult, type CohortSchedulingResult } from "./scheduling-result.ts";

interface Asked {
  cohortId: number;
  settings: SchedulingSettings;
}

export interface BegunScheduling {
  runId: number;
  number: number;
  people: number;
  /** Settles when the run is over and, where it found something, accepted. Rejects with the refusal otherwise. */
  accepted: Promise<CohortSchedulingResult>;
}

/**
 * Schedules a cohort and accepts its own result (design decision 11): for /schedule, which follows the run, and for Muster
 * itself by timer (A7): whoever acts is in the context. Unknown cohort: NotFound "Cohort {id} not found" (SCH2).
 */
export async function beginScheduling(ctx: Context, { cohortId, settings }: Asked): Promise<BegunScheduling> {
  const own = { ...ctx, em: ctx.house.orm.em.fork() };
  const { runId, number, people, ended } = await beginRun(own, { cohortId, settings, fillStanding: false });
  const accepted = ended.then(async () => {
    await acceptProposal(own, { runId });
    return (await schedulingResult({ ...own, em: own.house.orm.em.fork() }, { runId }))!;
  });
  // Whoever does not wait for it still learns of it from the run; nothing escapes unheard.
  accepted.catch((error: unknown) =>
    own.house.log.warn({ err: error, run: runId }, "a run's own result was not accepted"),
  );
  return { runId, number, people, accepted };
}

/** The same, waited for: the requirement's `schedule_cohort` (SCH1). */
export async function scheduleCohort(ctx: Context, asked: Asked): Promise<CohortSchedulingResult> {
  return (await beginScheduling(ctx, asked)).accepted;
}
