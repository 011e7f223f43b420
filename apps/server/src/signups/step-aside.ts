import { Cohort } from "@muster/db/entities/cohort";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import { isOpen } from "@muster/domain/cohort";
import { isAway } from "@muster/domain/signup";
import { ring } from "../bell.ts";
import { currentPlace } from "../groups/join.ts";
import { recordMove } from "../groups/own-moves.ts";
import { giveUpSeat, holdSignup, lockGroups } from "../groups/seats.ts";
import { endQuestions } from "../questions/end-questions.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { groupsInLine, leaveLines } from "../waiting/lines.ts";

interface Aside {
  personId: number;
  cohortId: number;
  /** What the group's history says. */
  because: string;
  /** In their own words, for the organiser. */
  reason: string | null;
}

/**
 * Signed up, and neither in a group nor in a line nor asked for: what pausing and deferring have in common. The seat and
 * the lines are given up at the very instant from which they are away, by which coming back soon finds them again.
 */
export async function stepAside(
  tx: Tx,
  { personId, cohortId, because, reason }: Aside,
): Promise<{ signup: Signup; moveId: number | null }> {
  await holdSignup(tx, { personId, cohortId });
  const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId }, { refresh: true });
  const cohort = signup && (await tx.em.findOne(Cohort, cohortId));
  if (!cohort) throw new NotFound("You are not signed up for this cohort.");
  if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is closed, so that nothing changes any more.`);
  if (isAway(signup)) throw new Conflict(`You are not taking part in ${cohort.name} at the moment already.`);
  await refuseLeading(tx, { personId, cohortId });
  const place = await currentPlace(tx.em, { personId, cohortId });
  const lines = await groupsInLine(tx.em, { personId, cohortId });
  await lockGroups(tx, [place?.group.id ?? null, ...lines]);
  signup.pausedAt = tx.clock();
  await tx.em.flush();
  const moveId = place && (await leaveBehind(tx, place, { personId, cohortId, because, reason }));
  await leaveLines(tx, { personId, cohortId });
  await tx.em.execute(
    "update call_backs set state = 'withdrawn', closed_at = ? where person_id = ? and cohort_id = ? and state = 'open'",
    [tx.clock(), personId, cohortId],
  );
  await endQuestions(tx, { personId, cohortId });
  await ring(tx, "person", personId);
  await ring(tx, "cohort", cohortId);
  return { signup, moveId };
}

async function refuseLeading(tx: Tx, { personId, cohortId }: { personId: number; cohortId: number }): Promise<void> {
  const leads = { person: personId, cohort: cohortId, status: "active", role: "facilitator" } as const;
  if ((await tx.em.count(Membership, leads)) > 0)
    throw new Conflict("You lead a group here. Leave it first, or ask your organiser who could lead it meanwhile.");
}

async function leaveBehind(tx: Tx, place: Membership, { personId, because, reason }: Aside): Promise<number> {
  await giveUpSeat(tx, place, { as: "left", reason: because });
  const stays = { left: place, taken: null, reason };
  const move = await recordMove(tx, { person: { id: personId }, cohort: place.cohort, ...stays });
  await syncAfterGroupChange(tx, place.group.id);
  return move.id;
}
