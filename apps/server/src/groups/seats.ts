import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import type { Person } from "@muster/db/entities/person";
import { claimSeat } from "@muster/db/queries/claim-seat";
import type { Role } from "@muster/domain/membership";
import { ring } from "../bell.ts";
import { tell } from "../notifications/tell.ts";
import { Conflict, NotFound } from "../refusal.ts";
import type { Tx } from "../transaction.ts";
import { seatFound } from "../waiting/lines.ts";
import { offerFreeSeats } from "../waiting/offer-seats.ts";
import { wakeVisits } from "../visits/queue.ts";

/** One person's acts in one cohort wait for each other: whoever changes their place holds their sign-up first (AD-4). */
export async function holdSignup(
  tx: Tx,
  { personId, cohortId }: { personId: number; cohortId: number },
): Promise<void> {
  await tx.em.execute("select 1 from signups where person_id = ? and cohort_id = ? for update", [personId, cohortId]);
}

/**
 * Whoever changes many people's places at once: the cohort first, then every sign-up in the order of its people, before
 * any group. The cohort's row stays free for what only points to it, as every new place does (DB-14).
 */
export async function holdEverybody(tx: Tx, cohortId: number): Promise<void> {
  await lockCohort(tx, cohortId);
  await tx.em.execute("select 1 from signups where cohort_id = ? order by person_id for update", [cohortId]);
}

export const lockCohort = (tx: Tx, cohortId: number): Promise<unknown> =>
  tx.em.execute("select 1 from cohorts where id = ? for no key update", [cohortId]);

/** Both rows in ascending order of id, so that two people who swap do not wait for each other (DB-14). */
export async function lockGroups(tx: Tx, ids: readonly (number | null)[]): Promise<void> {
  const inOrder = [...new Set(ids)].filter((id) => id !== null).toSorted((a, b) => a - b);
  for (const id of inOrder) await tx.em.execute("select 1 from groups where id = ? for update", [id]);
}

/** Somebody was quicker; the way on is the waiting list (JS-6, JS-11). */
export const justFilled = ({ id, name }: Pick<Group, "id" | "name">): Conflict =>
  new Conflict(`${name} was just filled. Join its waiting list, or choose another group.`, {
    facts: { word: "just_filled", groupId: id },
  });

export interface Place {
  group: Group;
  person: Pick<Person, "id">;
  role: Role;
}

/**
 * The seat is taken, or Conflict: somebody was quicker (DB-1). A seat that was kept for this very person counts as free.
 * The group's row must be locked in order before.
 */
export async function takeSeat(
  tx: Tx,
  { group, person, role }: Place,
  { evenIfFull = false } = {},
): Promise<Membership> {
  await seatFound(tx, { personId: person.id, groupId: group.id });
  const claim = await claimSeat(tx.em, group.id);
  if (claim === "no_such_group") throw new NotFound("There is no such group.");
  if (claim === "not_live") throw new Conflict(`${group.name} has ended.`);
  if (claim === "full" && !evenIfFull) throw justFilled(group);
  // Whoever has a seat is not left out, however they came by it.
  await tx.em.execute(
    `update signups set left_out_at = null, left_out_by_id = null, left_out_because = null
     where person_id = ? and cohort_id = ? and left_out_at is not null`,
    [person.id, group.cohort.id],
  );
  const membership = tx.em.create(Membership, {
    group: group.id,
    person: person.id,
    cohort: group.cohort.id,
    role,
    joinedAt: tx.clock(),
  });
  await tx.em.persist(membership).flush();
  await ringPlace(tx, group, person.id);
  return membership;
}

interface Leaving {
  as: "left" | "removed";
  reason?: string | null;
  /** The seat goes to somebody in the same act, so that nobody in line is offered it. */
  isHandedOver?: boolean;
}

/**
 * The seat is free again, and offered to the first in line. An active group's channel hears of the leaver once; a preview
 * has nobody to tell. The group's row must be held.
 */
export async function giveUpSeat(
  tx: Tx,
  membership: Membership,
  { as, reason = null, isHandedOver = false }: Leaving,
): Promise<void> {
  const group = await tx.em.findOneOrFail(Group, membership.group.id, { refresh: true });
  membership.status = as;
  membership.leftAt = tx.clock();
  membership.reason = reason;
  await tx.em.flush();
  if (group.status === "active") {
    const told = { membershipId: membership.id, personId: membership.person.id, groupId: group.id };
    await tell(tx, { ...told, hasEmail: false }, { kind: "member_left", channels: ["discord_channel"] });
  }
  if (!isHandedOver) await offerFreeSeats(tx, group.id);
  await ringPlace(tx, group, membership.person.id);
  wakeVisits(tx);
}

/** Whoever looks at this group, its cohort or this person looks again. */
async function ringPlace(tx: Tx, group: Group, personId: number): Promise<void> {
  await ring(tx, "person", personId);
  await ring(tx, "group", group.id);
  await ring(tx, "cohort", group.cohort.id);
}
