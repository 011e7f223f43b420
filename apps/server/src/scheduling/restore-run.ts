import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import type { RunStatus } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { proposalOf } from "./run-state.ts";

/** A run that was deleted is in the history again; one that was discarded counts again, with the best it had found. */
export async function restoreRun(ctx: Context, { runId }: { runId: number }): Promise<{ runId: number }> {
  return together(ctx, async (tx) => {
    const run = await tx.em.findOne(ScheduleRun, runId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!run) throw new NotFound("This run does not exist any more.");
    if (run.deletedAt) run.deletedAt = null;
    else if (run.status === "discarded") run.status = statusBefore(run);
    else return { runId };
    await audit(tx, { action: "scheduling.restoreRun", object: `cohort:${run.cohort.id}`, after: { run: run.number } });
    await ring(tx, "run", runId);
    await ring(tx, "cohort", run.cohort.id);
    return { runId };
  });
}

/** As it had ended; one that was discarded while it worked is as if it had been stopped then. */
function statusBefore(run: ScheduleRun): RunStatus {
  const proposal = proposalOf(run);
  if (!proposal)
    throw new Conflict(
      `Run ${run.number} was discarded before it had kept anything. Start it again with its settings.`,
    );
  if (run.error !== null) return "interrupted";
  return proposal.ending === "stopped" ? "stopped" : "done";
}
