import { displayName } from "@muster/db/entities/person";
import { Membership } from "@muster/db/entities/membership";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { holdLiveGroups } from "./live-group.ts";
import { giveUpSeat, takeSeat } from "./seats.ts";
import { hoursWarnings, ruleWarnings, type Member } from "./warnings.ts";
import { datesOfGroups, type GroupOfCohort } from "./group-dates.ts";

export interface Swap {
  /** Memberships. */
  one: number;
  other: number;
  reverts?: number | undefined;
}

export interface Swapped {
  /** The new memberships of the two, in the order asked for. */
  one: number;
  other: number;
  version: number;
  warnings: string[];
}

/** Two people take each other's seat in one act: neither group is ever one too many (GR-4). Roles stay with the people. */
export function swapMembers(ctx: Context, input: Swap): Promise<Swapped> {
  return together(ctx, (tx) => swapIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function swapIn(tx: Tx, { one, other, reverts }: Swap): Promise<Swapped> {
  const seen = [await findMember(tx, one), await findMember(tx, other)] as const;
  const [here, there] = await holdLiveGroups(
    tx,
    seen.map(({ group }) => group.id),
  );
  const [first, second] = [await findMember(tx, one), await findMember(tx, other)];
  await refuseSwap(tx, { first, second, here: here!, there: there! });
  const warnings = await swapWarnings(tx, { first, second, here: here!, there: there! });
  const handedOver = { as: "removed", isHandedOver: true } as const;
  await giveUpSeat(tx, first, { ...handedOver, reason: `swapped with ${displayName(second.person)}` });
  await giveUpSeat(tx, second, { ...handedOver, reason: `swapped with ${displayName(first.person)}` });
  const seat = async (member: Member, group: GroupOfCohort) =>
    (await takeSeat(tx, { group, person: member.person, role: member.role }, { evenIfFull: true })).id;
  const stays = { one: await seat(first, there!), other: await seat(second, here!) };
  await syncAfterGroupChange(tx, there!.id, here!.id);
  const places = [first, second].map(({ person, group }) => ({ person: person.id, group: group.id }));
  const entry = await audit(tx, {
    action: "groups.swap",
    object: `person:${first.person.id}`,
    before: { places },
    after: {
      places: [places[0]!, places[1]!].map(({ person }, at) => ({ person, group: places[1 - at]!.group })),
      warnings,
    },
    cohortId: first.cohort.id,
    groupIds: [here!.id, there!.id],
    reverts: reverts ?? null,
  });
  await tx.em.flush();
  return { ...stays, version: entry.id, warnings };
}

async function findMember(tx: Tx, id: number): Promise<Member> {
  const populate = ["person", "group"] as const;
  const member = await tx.em.findOne(Membership, { id, status: "active" }, { populate, refresh: true });
  if (!member) throw new NotFound("One of them is no longer in their group.");
  return member;
}

interface Pair {
  first: Member;
  second: Member;
  /** The groups they are in now. */
  here: GroupOfCohort;
  there: GroupOfCohort;
}

async function refuseSwap(tx: Tx, { first, second, here, there }: Pair): Promise<void> {
  if (here.cohort.id !== there.cohort.id) throw new NotFound("They are not in groups of one cohort.");
  if (here.id === there.id) throw new Conflict(`Both are in ${here.name}. There is nothing to swap.`);
  for (const [member, group] of [[first, there] as const, [second, here] as const]) {
    const held = await tx.em.count(Membership, { group: group.id, person: member.person.id, status: "active" });
    if (held > 0) throw new Conflict(`${displayName(member.person)} is in ${group.name} already.`);
  }
}

async function swapWarnings(tx: Tx, { first, second, here, there }: Pair): Promise<string[]> {
  const dates = await datesOfGroups(tx.em, [here, there], tx.clock());
  const except = [here.id, there.id];
  const judged = (member: Member, group: GroupOfCohort) =>
    hoursWarnings(tx, { dates: dates.get(group.id) ?? [], people: [member.person], except, group });
  const roles =
    first.role === second.role
      ? []
      : [`A facilitator and a participant have swapped: look at who leads ${here.name} and ${there.name}.`];
  const rules = await ruleWarnings(tx, here, [
    { personId: first.person.id, from: here.id, to: there.id },
    { personId: second.person.id, from: there.id, to: here.id },
  ]);
  return [...(await judged(first, there)), ...(await judged(second, here)), ...roles, ...rules];
}
