import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { assertTheirs } from "./repair.ts";
import { lockTask, requestSync } from "./request-sync.ts";
import { groupOf } from "./sync-now.ts";

interface Ignoring {
  groupId: number;
  key: string;
  /** For so many days, then it is shown again; without it until somebody asks. */
  days?: number | undefined;
}

const DAY_MS = 86_400_000;

/** It stays as it is on Discord, for a while or until somebody chooses to restore it (SY-2). */
export async function ignoreKey(ctx: Context, { groupId, key, days }: Ignoring): Promise<void> {
  await together(ctx, async (tx) => {
    const { own, where } = await whereOf(tx, { groupId, key });
    const task = await lockTask(tx.em, where, "discord");
    const { [key]: _, ...others } = task.ignoredUntil;
    const until = days === undefined ? null : new Date(tx.clock().getTime() + days * DAY_MS).toISOString();
    task.ignoredUntil = until === null ? others : { ...others, [key]: until };
    await tx.em.flush();
    await requestSync(tx, where, { systems: ["discord"], allowCreate: false, ignore: [key] });
    await audit(tx, { action: "sync.ignore", object: own, after: { key, until } });
  });
}

/** It is shown again, with its choices. */
export async function attendTo(ctx: Context, { groupId, key }: { groupId: number; key: string }): Promise<void> {
  await together(ctx, async (tx) => {
    const { own, where } = await whereOf(tx, { groupId, key });
    await stopIgnoring(tx, where, [key]);
    await audit(tx, { action: "sync.attend", object: own, after: { key } });
  });
}

/** These keys are looked at like any other again. */
export async function stopIgnoring(tx: Tx, subject: Subject, keys: readonly string[]): Promise<void> {
  const task = await lockTask(tx.em, subject, "discord");
  task.policy = { ...task.policy, ignore: task.policy.ignore.filter((key) => !keys.includes(key)) };
  task.ignoredUntil = Object.fromEntries(Object.entries(task.ignoredUntil).filter(([key]) => !keys.includes(key)));
  await tx.em.flush();
  await requestSync(tx, subject, { systems: ["discord"], allowCreate: false });
}

async function whereOf(tx: Tx, { groupId, key }: { groupId: number; key: string }) {
  const group = await groupOf(tx, groupId);
  const [own, cohort] = [groupSubject(groupId), cohortSubject(group.cohort.id)];
  const subject = key.slice(0, key.indexOf("/"));
  assertTheirs({ own, cohort }, [subject]);
  return { own, where: subject === own ? own : cohort };
}
