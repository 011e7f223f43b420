import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import type { Loaded } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { datesAhead, fitOfDates } from "./fit.ts";
import { giveUpSeat, holdSignup, lockGroups, takeSeat } from "./seats.ts";

type Member = Loaded<Membership, "person" | "group">;

/**
 * An organiser's hand: capacity and hours do not stop it, they are said. Role and person stay, the stay is a new one.
 * Moving out of and into the same group changes nothing.
 */
export async function moveMember(
  ctx: Context,
  { membershipId, toGroupId }: { membershipId: number; toGroupId: number },
): Promise<{ membershipId: number; warnings: string[] }> {
  return together(ctx, async (tx) => {
    const seen = await findMember(tx, membershipId);
    if (seen.group.id === toGroupId) return { membershipId, warnings: [] };
    await holdSignup(tx, { personId: seen.person.id, cohortId: seen.cohort.id });
    await lockGroups(tx, [seen.group.id, toGroupId]);
    const member = await findMember(tx, membershipId);
    const target = await tx.em.findOne(Group, toGroupId, { populate: ["cohort"], refresh: true });
    if (!target || target.cohort.id !== member.cohort.id) throw new NotFound("There is no such group in this cohort.");
    if (!isOpen(target.cohort)) throw new Conflict("This cohort is closed, so that nobody is moved any more.");
    const warnings = await warningsOf(tx, member, target);
    await giveUpSeat(tx, member, { as: "removed", reason: `moved to ${target.name}` });
    const stay = await takeSeat(tx, { group: target, person: member.person, role: member.role }, { evenIfFull: true });
    await syncAfterGroupChange(tx, toGroupId, member.group.id);
    await audit(tx, {
      action: "groups.moveMember",
      object: `person:${member.person.id}`,
      before: { group: member.group.id },
      after: { group: toGroupId, warnings },
    });
    return { membershipId: stay.id, warnings };
  });
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

/** What an organiser should know before the day it hurts; said, never refused. */
async function warningsOf(tx: Tx, member: Member, target: Loaded<Group, "cohort">): Promise<string[]> {
  const name = displayName(member.person);
  const meetings = await tx.em.find(Meeting, { group: target.id, status: "planned" });
  const dates = datesAhead({
    slot: target.slot(),
    term: target.cohort,
    meetings: meetings.map(({ startsAt, lengthMinutes }) => ({
      startsAt,
      endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
    })),
    now: tx.clock(),
  });
  const { fit, fitSentence } = fitOfDates(member.person, dates);
  const facilitators = (group: number) => tx.em.count(Membership, { group, status: "active", role: "facilitator" });
  const leads = member.role === "facilitator";
  return [
    ...(fit === "not_free" ? [`${name}: ${fitSentence.charAt(0).toLowerCase()}${fitSentence.slice(1)}.`] : []),
    ...(target.freeSeats(target.cohort) === 0 ? [`${target.name} now has more people than seats.`] : []),
    ...(leads && (await facilitators(member.group.id)) === 1 ? [`${member.group.name} has no facilitator now.`] : []),
    ...(leads && (await facilitators(target.id)) > 0 ? [`${target.name} now has two facilitators.`] : []),
  ];
}
