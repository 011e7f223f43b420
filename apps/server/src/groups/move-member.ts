import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import { isOpen } from "@muster/domain/cohort";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { versionOf } from "./group-version.ts";
import { giveUpSeat, holdSignup, lockGroups, takeSeat } from "./seats.ts";
import { arrivalWarnings, leavingWarnings, type Member } from "./warnings.ts";

export interface MemberMove {
  membershipId: number;
  toGroupId: number;
  reverts?: number | undefined;
}

export interface MovedMember {
  membershipId: number;
  /** The number of this deed in the history. */
  version: number;
  warnings: string[];
}

/**
 * An organiser's hand: capacity and hours do not stop it, they are said. Role and person stay, the stay is a new one.
 * Moving out of and into the same group changes nothing.
 */
export function moveMember(ctx: Context, input: MemberMove): Promise<MovedMember> {
  return together(ctx, (tx) => moveMemberIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function moveMemberIn(tx: Tx, { membershipId, toGroupId, reverts }: MemberMove): Promise<MovedMember> {
  const seen = await findMember(tx, membershipId);
  if (seen.group.id === toGroupId) return { membershipId, version: await versionOf(tx.em, toGroupId), warnings: [] };
  await holdSignup(tx, { personId: seen.person.id, cohortId: seen.cohort.id });
  await lockGroups(tx, [seen.group.id, toGroupId]);
  const member = await findMember(tx, membershipId);
  const target = await tx.em.findOne(Group, toGroupId, { populate: ["cohort"], refresh: true });
  if (!target || target.cohort.id !== member.cohort.id) throw new NotFound("There is no such group in this cohort.");
  if (!isOpen(target.cohort)) throw new Conflict("This cohort is closed, so that nobody is moved any more.");
  await refuseSecondSeat(tx, member, target);
  const { person, role, group } = member;
  const warnings = [
    ...(await arrivalWarnings(tx, target, { person, role, from: group })),
    ...(await leavingWarnings(tx, member)),
  ];
  await giveUpSeat(tx, member, { as: "removed", reason: `moved to ${target.name}` });
  const stay = await takeSeat(tx, { group: target, person, role }, { evenIfFull: true });
  await syncAfterGroupChange(tx, toGroupId, group.id);
  const entry = await audit(tx, {
    action: "groups.moveMember",
    object: `person:${person.id}`,
    before: { group: group.id, role },
    after: { group: toGroupId, role, warnings },
    cohortId: target.cohort.id,
    groupIds: [group.id, toGroupId],
    reverts: reverts ?? null,
  });
  await tx.em.flush();
  return { membershipId: stay.id, version: entry.id, warnings };
}

async function findMember(tx: Tx, id: number): Promise<Member> {
  const member = await tx.em.findOne(
    Membership,
    { id, status: "active" },
    { populate: ["person", "group"], refresh: true },
  );
  if (!member) throw new NotFound("They are no longer in this group.");
  return member;
}

/** A facilitator may lead several groups, and one of them only once. */
async function refuseSecondSeat(tx: Tx, { person }: Member, target: Group): Promise<void> {
  const held = await tx.em.count(Membership, { group: target.id, person: person.id, status: "active" });
  if (held > 0) throw new Conflict(`${displayName(person)} is in ${target.name} already.`);
}
