import { Group } from "@muster/db/entities/group";
import { isOpen } from "@muster/domain/cohort";
import type { GroupStatus } from "@muster/domain/group";
import { Conflict, NotFound } from "../refusal.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import type { Tx } from "../transaction.ts";
import { holdSignup, lockGroups } from "./seats.ts";

/**
 * Live groups of open cohorts in the order asked for, their rows and their members' sign-ups held: sign-ups first, then
 * rows, each in ascending order (AD-4, DB-14). The sign-up of somebody who is about to arrive is held with them. Refuses
 * what has ended already.
 */
export async function holdLiveGroups(
  tx: Tx,
  ids: readonly number[],
  { arriving = null }: { arriving?: number | null } = {},
): Promise<LockedGroup[]> {
  await holdMembers(tx, ids, { arriving });
  await lockGroups(tx, ids);
  const groups: LockedGroup[] = [];
  for (const id of ids) groups.push(await liveGroup(tx, id));
  return groups;
}

/** The sign-ups of all who have a place in one of these groups, and of somebody who is about to arrive. */
export async function holdMembers(
  tx: Tx,
  ids: readonly number[],
  { arriving = null }: { arriving?: number | null } = {},
): Promise<void> {
  const marks = ids.map(() => "?").join(", ");
  const members = await tx.em.execute<{ personId: number; cohortId: number }[]>(
    `select person_id as "personId", cohort_id as "cohortId" from memberships
     where status = 'active' and group_id in (${marks})
     union select signup.person_id, signup.cohort_id from signups signup join groups on groups.cohort_id = signup.cohort_id
     where signup.person_id = ? and groups.id in (${marks}) order by 1, 2`,
    [...ids, arriving, ...ids],
  );
  for (const member of members) await holdSignup(tx, member);
}

/** The same for one. */
export async function holdLiveGroup(tx: Tx, id: number, options?: { arriving?: number | null }): Promise<LockedGroup> {
  const [group] = await holdLiveGroups(tx, [id], options);
  return group!;
}

const ENDED: Partial<Record<GroupStatus, string>> = {
  completed: "was completed",
  merged: "was merged",
  cancelled: "was cancelled",
};

async function liveGroup(tx: Tx, id: number): Promise<LockedGroup> {
  const group = await tx.em.findOne(Group, id, { populate: ["cohort"], refresh: true });
  if (!group) throw new NotFound("There is no such group.");
  const { cohort, name } = group;
  const status: GroupStatus = group.status;
  if (!group.isLive()) throw new Conflict(`${name} ${ENDED[status]} already.`);
  if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is ${cohort.status}, and its groups with it.`);
  return group;
}
