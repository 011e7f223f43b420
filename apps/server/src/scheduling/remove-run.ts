import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import { isWorking } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";

/** Out of the history; `restoreRun` brings it back. One whose groups stand stays: it says where they come from (SC-17). */
export async function removeRun(ctx: Context, { runId }: { runId: number }): Promise<{ runId: number }> {
  return together(ctx, async (tx) => {
    const run = await tx.em.findOne(
      ScheduleRun,
      { id: runId, deletedAt: null },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!run) throw new NotFound("This run does not exist any more.");
    if (isWorking(run.status)) throw new Conflict(`Run ${run.number} still works. Stop or discard it first.`);
    if (run.status === "accepted")
      throw new Conflict(`Run ${run.number} was accepted and its groups stand, so that it stays in the history.`);
    run.deletedAt = tx.clock();
    await audit(tx, { action: "scheduling.removeRun", object: `cohort:${run.cohort.id}`, before: { run: run.number } });
    await ring(tx, "run", runId);
    await ring(tx, "cohort", run.cohort.id);
    return { runId };
  });
}
