import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { forgetGroups } from "../sync/forget-groups.ts";
import { groupOf } from "../sync/sync-now.ts";
import { together, type Tx } from "../transaction.ts";
import { outliveGroups } from "../waiting/outlive-groups.ts";
import { begunOnDiscord, begunWords } from "./begun.ts";
import { holdMembers } from "./live-group.ts";
import { lockGroups } from "./seats.ts";

export interface GroupRemoval {
  groupId: number;
  reverts?: number | undefined;
}

/** A proposal's group of which nothing stands; its people wait for a group again (SCH16), those in line are told. */
export async function removeGroup(ctx: Context, input: GroupRemoval): Promise<void> {
  await together(ctx, (tx) => removeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function removeIn(tx: Tx, { groupId, reverts }: GroupRemoval): Promise<void> {
  await holdMembers(tx, [groupId]);
  await lockGroups(tx, [groupId]);
  const group = await groupOf(tx, groupId);
  if (group.status !== "preview")
    throw new Conflict(`${group.name} is ${group.status}: only groups in preview are removed.`);
  if ((await begunOnDiscord(tx.em, [group])).size > 0) throw new Conflict(begunWords([group.name]));
  const people = await tx.em.execute<{ person_id: number }[]>(
    "select person_id from memberships where group_id = ? and status = 'active'",
    [groupId],
  );
  await forgetGroups(tx, [group]);
  const cohortId = group.cohort.id;
  await audit(tx, {
    action: "groups.remove",
    object: group.subject(),
    before: { name: group.name, people: people.length },
    cohortId,
    groupIds: [groupId],
    reverts: reverts ?? null,
  });
  await outliveGroups(tx, [group]);
  await tx.em.remove(group).flush();
  for (const { person_id } of people) await ring(tx, "person", person_id);
  await ring(tx, "cohort", cohortId);
}
