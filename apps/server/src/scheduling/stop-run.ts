import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import { isWorking } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";

/** Stop and keep the best: the run ends within moments, on whichever server it works. */
export async function stopRun(ctx: Context, { runId }: { runId: number }): Promise<{ runId: number }> {
  await together(ctx, async (tx) => {
    const run = await tx.em.findOne(ScheduleRun, runId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!run) throw new NotFound("This run does not exist any more.");
    if (!isWorking(run.status)) throw new Conflict(`Run ${run.number} is over already.`);
    run.status = "stopping";
    await audit(tx, { action: "scheduling.stop", object: `cohort:${run.cohort.id}`, after: { run: run.number } });
    await ring(tx, "run", runId);
  });
  ctx.house.runs.live.get(runId)?.stop.abort();
  return { runId };
}
