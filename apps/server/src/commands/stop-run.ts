import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { isWorking } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { stopRun } from "../scheduling/stop-run.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

/** The Stop button under a run's progress; pressed twice it stops once. Conflict: the run is over (DC-7). */
export async function stopRunByCommand(ctx: Context, input: Invocation & { runId: number }): Promise<void> {
  const own = await onBehalfOf(ctx, input);
  const run = await own.em.findOne(ScheduleRun, input.runId);
  if (!run) throw new NotFound("This run does not exist any more.");
  if (run.status === "stopping" && isWorking(run.status)) return;
  await stopRun(own, { runId: run.id });
}
