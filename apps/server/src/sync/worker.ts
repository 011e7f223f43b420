import type { SyncTask } from "@muster/db/entities/sync-task";
import { SyncRound } from "@muster/db/entities/sync-round";
import type { Subject } from "@muster/domain/subject";
import { SYSTEMS } from "@muster/domain/system";
import { nothingDone } from "@muster/domain/sync-result";
import { ring } from "../bell.ts";
import { systemContext, type Context } from "../context.ts";
import type { House } from "../house.ts";
import { together, type Tx } from "../transaction.ts";
import { answerAlone, noteRound } from "./answer-alone.ts";
import { isDue } from "./brief.ts";
import { botPresence } from "./lease.ts";
import { lockGroup } from "./lock-group.ts";
import { createSyncQueues, SWEEP_QUEUE, SYNC_DEAD_QUEUE, SYNC_QUEUE } from "./queues.ts";
import { lockTask, ringFor } from "./request-sync.ts";
import { emptyResult } from "./sync-result.ts";
import { sweep } from "./sweep.ts";

interface Job {
  id: string;
  data: { subject: Subject };
}

/**
 * Works the queue of subjects: what needs no Discord is answered here, for the rest the bell is rung. Ends by waiting for
 * what is being worked. Poll intervals are given, since a queue with NOTIFY otherwise looks for later jobs twice a minute.
 */
export async function openSyncWorker(house: House): Promise<AsyncDisposable> {
  const { boss } = house;
  await createSyncQueues(boss);
  const polling = { notifyPollingIntervalSeconds: 1, pollingIntervalSeconds: 1 };
  await boss.work<{ subject: Subject }>(SYNC_QUEUE, { ...polling, localConcurrency: 2 }, async (jobs: Job[]) => {
    for (const { id, data } of jobs) await prepare(systemContext(house, id), data.subject);
  });
  await boss.work<{ subject: Subject }>(SYNC_DEAD_QUEUE, polling, async (jobs: Job[]) => {
    for (const { id, data } of jobs) await setAside(systemContext(house, id), data.subject);
  });
  await boss.work(SWEEP_QUEUE, { pollingIntervalSeconds: 10 }, async ([job]) => {
    await sweep(systemContext(house, job?.id ?? "sweep"));
  });
  await boss.schedule(SWEEP_QUEUE, "*/2 * * * *");
  return {
    async [Symbol.asyncDispose]() {
      for (const queue of [SYNC_QUEUE, SYNC_DEAD_QUEUE, SWEEP_QUEUE]) await boss.offWork(queue, { wait: true });
    },
  };
}

/** Steps 2 and 3 of a round: what the server can say by itself, and whether there is a bot to ask for the rest. */
export async function prepare(ctx: Context, subject: Subject): Promise<void> {
  await together(ctx, async (tx) => {
    await endUnconfigured(tx, subject);
    const group = await lockGroup(tx.em, subject);
    const task = await lockTask(tx.em, subject, "discord");
    if (task.state === "working" || !isDue(task, tx.clock())) return;
    if (await answerAlone(tx, task, group)) return;
    const { connected } = await botPresence(tx.em);
    if (!connected) await sayBotUnavailable(tx, task, group?.id ?? null);
    await tx.em.flush();
    await ring(tx, "due", subject);
  });
}

/** Calendar, reminders and RSVPs have no world to be kept in step with yet: that is no error (round: 5). */
async function endUnconfigured(tx: Tx, subject: Subject): Promise<void> {
  for (const system of SYSTEMS) {
    if (system === "discord") continue;
    await tx.em.execute(
      `update sync_tasks set state = 'settled', settled_generation = generation, last_error = 'not_configured'
       where subject = ? and system = ? and state = 'due'`,
      [subject, system],
    );
  }
}

/** Said at once, and once for each request; the work stays due for the bot's return. */
async function sayBotUnavailable(tx: Tx, task: SyncTask, groupId: number | null): Promise<void> {
  if (task.lastError === "bot_unavailable" && (await alreadySaid(tx, task))) return;
  task.lastError = "bot_unavailable";
  if (groupId !== null) {
    const failed = { status: "failed", id: null, error: "bot_unavailable" } as const;
    const meetings = task.result?.pending ? task.result.infrastructure.meetings : nothingDone().meetings;
    const empty = emptyResult(groupId, null);
    const infrastructure = {
      ...nothingDone(),
      category: failed,
      text_channel: failed,
      voice_channel: failed,
      meetings,
    };
    noteRound(tx, task, { ...empty, infrastructure, discord: { ...empty.discord, error: "bot_unavailable" } });
  }
  await ringFor(tx, task.subject);
}

async function alreadySaid(tx: Tx, { subject, generation }: SyncTask): Promise<boolean> {
  return (await tx.em.count(SyncRound, { subject, generation, ending: "answered_alone" })) > 0;
}

/** Five tries threw: shown among those set aside, until somebody asks for it again. */
async function setAside(ctx: Context, subject: Subject): Promise<void> {
  await together(ctx, async (tx) => {
    const task = await lockTask(tx.em, subject, "discord");
    task.state = "set_aside";
    task.setAsideAt = tx.clock();
    task.lastError ??= "It could not be prepared";
    await tx.em.flush();
    await ringFor(tx, subject);
  });
}
