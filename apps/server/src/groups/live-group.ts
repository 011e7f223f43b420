import { Group } from "@muster/db/entities/group";
import { isOpen } from "@muster/domain/cohort";
import type { GroupStatus } from "@muster/domain/group";
import { Conflict, NotFound } from "../refusal.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import type { Tx } from "../transaction.ts";
import { holdSignup, lockGroups } from "./seats.ts";

/**
 * Live groups of open cohorts in the order asked for, their rows and their members' sign-ups held: sign-ups first, then
 * rows, each in ascending order (AD-4, DB-14). Refuses what has ended already.
 */
export async function holdLiveGroups(tx: Tx, ids: readonly number[]): Promise<LockedGroup[]> {
  const members = await tx.em.execute<{ personId: number; cohortId: number }[]>(
    `select distinct person_id as "personId", cohort_id as "cohortId" from memberships
     where status = 'active' and group_id in (${ids.map(() => "?").join(", ")}) order by 1, 2`,
    [...ids],
  );
  for (const member of members) await holdSignup(tx, member);
  await lockGroups(tx, ids);
  const groups: LockedGroup[] = [];
  for (const id of ids) groups.push(await liveGroup(tx, id));
  return groups;
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
