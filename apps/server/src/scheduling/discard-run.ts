import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";

/** The run counts for nothing any more, whether it still works or is over; `restoreRun` has it count again (SC-22). */
export async function discardRun(ctx: Context, { runId }: { runId: number }): Promise<{ runId: number }> {
  await together(ctx, async (tx) => {
    const run = await tx.em.findOne(ScheduleRun, runId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!run) throw new NotFound("This run does not exist any more.");
    if (run.status === "accepted")
      throw new Conflict(`Run ${run.number} was accepted. Discard its preview groups instead.`);
    if (run.status === "discarded") return;
    Object.assign(run, { status: "discarded", endedAt: run.endedAt ?? ctx.clock(), leaseUntil: null });
    await audit(tx, { action: "scheduling.discard", object: `cohort:${run.cohort.id}`, after: { run: run.number } });
    await ring(tx, "run", runId);
    await ring(tx, "cohort", run.cohort.id);
  });
  ctx.house.runs.live.get(runId)?.discard.abort();
  return { runId };
}
