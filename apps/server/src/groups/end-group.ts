import { Membership } from "@muster/db/entities/membership";
import type { Group } from "@muster/db/entities/group";
import { SYSTEMS } from "@muster/domain/system";
import { ring } from "../bell.ts";
import { moveToArchive } from "../sync/archive.ts";
import { lockTask, requestSync } from "../sync/request-sync.ts";
import type { Tx } from "../transaction.ts";
import { endLine } from "../waiting/end-line.ts";
import { wakeVisits } from "../visits/queue.ts";

export interface Ending {
  as: "completed" | "merged" | "cancelled";
  /** An organiser's words, which members read. */
  reason: string | null;
  /** The group the members have moved to. */
  mergedInto?: number;
  /** When; whoever leaves with the group leaves at this very instant, which is how they are known as its last members. */
  at: Date;
}

/**
 * What every ending has in common, in the caller's transaction and with the group's row held: its seats are free, its
 * meetings to come are cancelled, nothing more is said in its channel, and what stands on Discord is archived and never
 * deleted. Leave to create, which somebody may have asked for before, is taken back. Answers the meetings it cancelled.
 */
export async function endGroup(tx: Tx, group: Group, { as, reason, mergedInto, at }: Ending): Promise<number[]> {
  group.become(as);
  Object.assign(group, { endedAt: at, endReason: reason, mergedInto: mergedInto ?? null });
  const members = await tx.em.find(Membership, { group: group.id, status: "active" }, { orderBy: { id: "asc" } });
  for (const member of members) {
    if (as === "completed") Object.assign(member, { status: "completed", leftAt: at });
    else Object.assign(member, { status: "removed", leftAt: at, reason: reason ?? `the group was ${as}` });
    await ring(tx, "person", member.person.id);
  }
  await tx.em.flush();
  const cancelled = await tx.em.execute<{ id: number }[]>(
    "update meetings set status = 'cancelled' where group_id = ? and status = 'planned' and starts_at > ? returning id",
    [group.id, at],
  );
  await tx.em.execute(
    `update notifications set status = 'skipped', next_at = null, error = 'The group has ended'
     where group_id = ? and status = 'due'`,
    [group.id],
  );
  await endLine(tx, { groupId: group.id, because: lineEndedWith(group) });
  await moveToArchive(tx, group);
  const subject = group.subject();
  await requestSync(tx, subject, { systems: SYSTEMS, allowCreate: false });
  const task = await lockTask(tx.em, subject, "discord");
  task.policy = { ...task.policy, allowCreate: false, approvedFingerprint: null };
  await tx.em.flush();
  wakeVisits(tx);
  await ring(tx, "group", group.id);
  await ring(tx, "cohort", group.cohort.id);
  return cancelled.map(({ id }) => id);
}

/** What whoever waited for a group reads once it has ended. */
export const lineEndedWith = ({ name }: Pick<Group, "name">): string => `${name} has ended.`;
