import type { PgBoss } from "pg-boss";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import { systemContext, type Context } from "../context.ts";
import type { House } from "../house.ts";
import { NotFound, Refusal } from "../refusal.ts";
import { together } from "../transaction.ts";
import { enqueuePlanned, PLANNED_RUN_QUEUE } from "./plan-run.ts";
import { forgetPlannedRun, plannedRun } from "./planned-run.ts";
import { startRun } from "./start-run.ts";
import { workingRun } from "./working-run.ts";

/** At most one job of a cohort waits. One that finds another run at work is tried again for an hour. */
const createPlannedRunQueue = (boss: PgBoss): Promise<void> =>
  boss.createQueue(PLANNED_RUN_QUEUE, { policy: "short", notify: true, retryLimit: 30, retryDelay: 120 });

/** Begins the runs organisers have planned, in Muster's own name (A7). Ends by waiting for what is being begun. */
export async function openPlannedRuns(house: House): Promise<AsyncDisposable> {
  const { boss } = house;
  await createPlannedRunQueue(boss);
  const polling = { notifyPollingIntervalSeconds: 1, pollingIntervalSeconds: 1 };
  await boss.work<{ cohortId: number }>(PLANNED_RUN_QUEUE, polling, async (jobs) => {
    for (const { id, data } of jobs) await runPlanned(systemContext(house, id), data);
  });
  return { [Symbol.asyncDispose]: () => boss.offWork(PLANNED_RUN_QUEUE, { wait: true }) };
}

/** Whatever was planned for now is begun once; called off or moved meanwhile, it is not. */
export async function runPlanned(ctx: Context, { cohortId }: { cohortId: number }): Promise<void> {
  const planned = await plannedRun(ctx.em.fork(), cohortId);
  if (!planned) return;
  if (planned.at > ctx.clock()) return together(ctx, (tx) => enqueuePlanned(tx, { cohortId, at: planned.at }));
  const working = await workingRun(ctx.em.fork(), cohortId);
  if (working) throw new Error(`run ${working.number} works on cohort ${cohortId}: the planned one is tried again`);
  // Forgotten first: a server that dies here begins no second one, and the organiser sees that there was none.
  const forgotten = await together(ctx, (tx) => forgetPlannedRun(tx.em, cohortId));
  if (forgotten === 0) return;
  try {
    await startRun(ctx, { cohortId, settings: planned.settings });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await noteRefusal(ctx, { cohortId, reason: error.message, known: !(error instanceof NotFound) });
  }
}

async function noteRefusal(
  ctx: Context,
  { cohortId, reason, known }: { cohortId: number; reason: string; known: boolean },
): Promise<void> {
  if (!known) return;
  await together(ctx, async (tx) => {
    await audit(tx, { action: "scheduling.plannedRunRefused", object: `cohort:${cohortId}`, reason });
    await ring(tx, "cohort", cohortId);
  });
}
