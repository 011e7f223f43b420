import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import type { EntityManager, Loaded } from "@muster/db/orm";
import type { Context, Signed } from "../context.ts";
import { isOpen } from "@muster/domain/cohort";
import { isAway, type Standing } from "@muster/domain/signup";
import { Conflict, NotAllowed, NotFound } from "../refusal.ts";
import { refuseAgainstRules } from "../rules/own-choice.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { inTurn } from "./in-turn.ts";
import { awayWords, closedFor } from "./join-rules.ts";
import { recordMove } from "./own-moves.ts";
import { giveUpSeat, holdSignup, justFilled, lockGroups, takeSeat } from "./seats.ts";

export interface Joined {
  groupId: number;
  membershipId: number;
  /** The group left for it, in the same transaction; null for whoever had none. */
  previousGroupId: number | null;
  /** What undoMove takes back. */
  moveId: number;
}

interface Joining {
  personId: number;
  groupId: number;
  /** Why they leave the group they had, in their words to the organiser. */
  reason?: string | null | undefined;
  /** An organiser asked them to come: what members may do by themselves does not bind them. */
  isInvited?: boolean;
}

/**
 * A free place taken under a lock; whoever has a place in this cohort leaves it for the new one in the same transaction.
 * Other cohorts are never touched. The old group's access is taken before the new one's is given (Y21).
 */
export async function joinGroup(ctx: Signed<Context>, asked: Pick<Joining, "groupId" | "reason">): Promise<Joined> {
  const joining = { ...asked, personId: ctx.viewer.personId };
  return inTurn(ctx.house, asked.groupId, async () => {
    await refuseWhereFull(ctx.em, joining);
    return together(ctx, (tx) => joinIn(tx, joining));
  });
}

/**
 * Whoever comes when the last seat is plainly gone is told so by one read: a crowd that clicks at once does not queue for
 * the row. Only for people who would be let in otherwise; everybody else is answered under the lock.
 */
async function refuseWhereFull(em: EntityManager, { personId, groupId }: Joining): Promise<void> {
  const [full] = await em.execute<{ name: string }[]>(
    `select groups.name from groups
     join cohorts cohort on cohort.id = groups.cohort_id and cohort.status = 'active' and cohort.direct_join
     join signups signup on signup.cohort_id = cohort.id and signup.person_id = ? and signup.role = 'participant'
       and signup.paused_at is null and signup.deferred_to_id is null
     where groups.id = ? and groups.status in ('preview', 'active')
       and groups.taken + groups.offered >= coalesce(groups.max_size, cohort.max_size)
       and not exists (select from waits where group_id = groups.id and person_id = signup.person_id and state = 'offered')
       and not exists (select from memberships where group_id = groups.id and person_id = signup.person_id and status = 'active')`,
    [personId, groupId],
  );
  if (full) throw justFilled({ id: groupId, name: full.name });
}

/** The same inside the caller's transaction, which may hold their sign-up and the groups' rows already. */
export async function joinIn(
  tx: Tx,
  { personId, groupId, reason = null, isInvited = false }: Joining,
): Promise<Joined> {
  const seen = await findGroup(tx.em, groupId);
  const { id: cohortId } = seen.cohort;
  await holdSignup(tx, { personId, cohortId });
  const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId });
  if (!signup) throw new NotFound("There is no such group.");
  if (signup.role === "facilitator") throw new NotAllowed(closedFor(seen.cohort, signup.role)!);
  const current = await currentPlace(tx.em, { personId, cohortId });
  await lockGroups(tx, [current?.group.id ?? null, groupId]);
  const group = await findGroup(tx.em, groupId);
  const started = await hasStarted(tx.em, groupId, tx.clock());
  const refusal = whyNot({ group, current, signup, hasStarted: started, isInvited });
  if (refusal) throw new Conflict(refusal);
  await refuseAgainstRules(tx.em, { cohortId, personId, to: groupId });
  if (current) await giveUpSeat(tx, current, { as: "left", reason: `switched to ${group.name}` });
  const membership = await takeSeat(tx, { group, person: { id: personId }, role: signup.role });
  const stays = { left: current, taken: membership, reason };
  const move = await recordMove(tx, { person: { id: personId }, cohort: group.cohort, ...stays });
  signup.ungroupableReason = null;
  signup.reasonDetails = null;
  const previousGroupId = current?.group.id ?? null;
  await syncAfterGroupChange(tx, groupId, previousGroupId);
  return { groupId, membershipId: membership.id, previousGroupId, moveId: move.id };
}

async function findGroup(em: EntityManager, groupId: number): Promise<Loaded<Group, "cohort">> {
  const group = await em.findOne(Group, groupId, { populate: ["cohort"], refresh: true });
  if (!group) throw new NotFound("There is no such group.");
  return group;
}

/** A participant's one place in a cohort, whatever has become of its group. */
export function currentPlace(
  em: EntityManager,
  { personId, cohortId }: { personId: number; cohortId: number },
): Promise<Membership | null> {
  return em.findOne(
    Membership,
    { person: personId, cohort: cohortId, status: "active", role: "participant" },
    { refresh: true },
  );
}

export async function hasStarted(em: EntityManager, groupId: number, now: Date): Promise<boolean> {
  return (await em.count(Meeting, { group: groupId, status: "planned", startsAt: { $lte: now } })) > 0;
}

interface Choice {
  group: Loaded<Group, "cohort">;
  current: Membership | null;
  signup: Standing;
  hasStarted: boolean;
  isInvited?: boolean;
}

/** Why this group cannot be joined, apart from its seats; null when it can (5.6, its defects mended). */
export function whyNot({ group, current, signup, hasStarted, isInvited = false }: Choice): string | null {
  const { cohort } = group;
  const closed = closedFor(cohort, "participant");
  if (closed && !(isInvited && isOpen(cohort))) return closed;
  if (isAway(signup)) return awayWords(cohort);
  if (!group.isLive()) return `${group.name} has ended.`;
  if (current?.group.id === group.id) return `You are already in ${group.name}.`;
  // Whoever has a group knows the course so far; a newcomer would miss its beginning.
  if (hasStarted && !current && !isInvited)
    return `${group.name} has already begun. Ask the organiser whether you can still come.`;
  return null;
}
