import { Group } from "@muster/db/entities/group";
import { SyncTask } from "@muster/db/entities/sync-task";
import type { Subject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import type { Tx } from "../transaction.ts";
import type { LockedGroup } from "./lock-group.ts";
import { enqueue } from "./request-sync.ts";

const WORD = "merge_waits";
const LOOK_AGAIN_SECONDS = 60;
/** However long the other group takes, whoever left this one before must not keep seeing it for ever (INV-3). */
const PATIENCE_MS = 15 * 60_000;

/**
 * A merged group lets go of its members only when the group they moved to has been brought in step: nobody is without a
 * channel in between. A group that has ended itself is not waited for, and no other longer than a quarter of an hour.
 */
export async function waitsForMerge(tx: Tx, task: SyncTask, group: LockedGroup | null): Promise<boolean> {
  if (group?.status !== "merged" || group.mergedInto === null) return false;
  if (group.endedAt && tx.clock().getTime() > group.endedAt.getTime() + PATIENCE_MS) return false;
  const into = await tx.em.findOne(Group, group.mergedInto);
  if (!into?.isLive()) return false;
  const theirs = await tx.em.findOne(SyncTask, { subject: into.subject(), system: "discord" });
  if (!theirs || theirs.state === "settled") return false;
  task.state = "waiting";
  task.lastError = WORD;
  task.nextAt = new Date(tx.clock().getTime() + LOOK_AGAIN_SECONDS * 1_000);
  await tx.em.flush();
  await enqueue(tx, task.subject, LOOK_AGAIN_SECONDS);
  return true;
}

/** Everybody has been let into this group: those that were merged into it may let them go. */
export async function wakeMerged(tx: Tx, groupId: number): Promise<void> {
  const rows = await tx.em.execute<{ subject: Subject }[]>(
    `update sync_tasks task set state = 'due', next_at = null from groups g
     where task.system = 'discord' and task.subject = 'group:' || g.id and g.merged_into = ?
       and task.state = 'waiting' and task.last_error = ? returning task.subject`,
    [groupId, WORD],
  );
  for (const { subject } of rows) await ring(tx, "due", subject);
}
