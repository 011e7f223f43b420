import type { PgBoss } from "pg-boss";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import { systemContext, type Context } from "../context.ts";
import type { House } from "../house.ts";
import { NotFound, Refusal } from "../refusal.ts";
import { together } from "../transaction.ts";
import { enqueuePlanned, PLANNED_RUN_QUEUE } from "./plan-run.ts";
import { bringBackPlannedRun, forgetPlannedRun, plannedRun, type PlannedRun } from "./planned-run.ts";
import { startRun } from "./start-run.ts";
import { refuseWhileRunning, RunAtWork } from "./working-run.ts";

/** Two minutes apart: whatever keeps a planned run from beginning may take an hour. */
const MOST_RETRIES = 30;

/** At most one job of a cohort waits. */
const createPlannedRunQueue = (boss: PgBoss): Promise<void> =>
  boss.createQueue(PLANNED_RUN_QUEUE, { policy: "short", notify: true, retryLimit: MOST_RETRIES, retryDelay: 120 });

/** Begins the runs organisers have planned, in Muster's own name (A7). Ends by waiting for what is being begun. */
export async function openPlannedRuns(house: House): Promise<AsyncDisposable> {
  const { boss } = house;
  await createPlannedRunQueue(boss);
  const polling = { notifyPollingIntervalSeconds: 1, pollingIntervalSeconds: 1 };
  await boss.work<{ cohortId: number }>(PLANNED_RUN_QUEUE, polling, async (jobs) => {
    for (const { id, data, retryCount } of jobs)
      await tryPlanned(systemContext(house, id), { ...data, isLast: retryCount >= MOST_RETRIES });
  });
  return { [Symbol.asyncDispose]: () => boss.offWork(PLANNED_RUN_QUEUE, { wait: true }) };
}

/** What cannot begin yet is tried again by whoever called; after the last time it is forgotten, and that is written down. */
export async function tryPlanned(
  ctx: Context,
  { cohortId, isLast }: { cohortId: number; isLast: boolean },
): Promise<void> {
  const planned = await plannedRun(ctx.em.fork(), cohortId);
  if (!planned) return;
  try {
    await runPlanned(ctx, { cohortId, planned });
  } catch (error) {
    if (!isLast) throw error;
    ctx.house.log.error({ err: error, cohort: cohortId }, "a planned run was given up");
    // Another one that was planned meanwhile has tries of its own.
    if (!(await together(ctx, (tx) => forgetPlannedRun(tx, cohortId, planned)))) return;
    const why = error instanceof Refusal ? error.message : "Something went wrong on our side each time.";
    await noteRefusal(ctx, { cohortId, reason: `It could not begin within an hour. ${why}` });
  }
}

interface Planned {
  cohortId: number;
  planned: PlannedRun;
}

/** Whatever was planned for now is begun once; called off or moved meanwhile, it is not. Throws where it has to wait. */
async function runPlanned(ctx: Context, { cohortId, planned }: Planned): Promise<void> {
  if (planned.at > ctx.clock()) return together(ctx, (tx) => enqueuePlanned(tx, { cohortId, at: planned.at }));
  await refuseWhileRunning({ em: ctx.em.fork() }, cohortId);
  // Forgotten first: a server that dies here begins no second one, and the organiser sees that there was none.
  if (!(await together(ctx, (tx) => forgetPlannedRun(tx, cohortId, planned)))) return;
  try {
    await startRun(ctx, { cohortId, settings: planned.settings });
  } catch (error) {
    if (error instanceof NotFound) return;
    if (error instanceof Refusal && !(error instanceof RunAtWork))
      return noteRefusal(ctx, { cohortId, reason: error.message });
    await together(ctx, (tx) => bringBackPlannedRun(tx.em, cohortId, planned));
    throw error;
  }
}

async function noteRefusal(ctx: Context, { cohortId, reason }: { cohortId: number; reason: string }): Promise<void> {
  await together(ctx, async (tx) => {
    await audit(tx, { action: "scheduling.plannedRunRefused", object: `cohort:${cohortId}`, reason });
    await ring(tx, "cohort", cohortId);
  });
}
