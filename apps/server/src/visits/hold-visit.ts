import { standingVisits, type StandingVisit } from "@muster/db/queries/standing-visits";
import { ring } from "../bell.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import type { Told } from "../notifications/tell.ts";
import type { Tx } from "../transaction.ts";

/** A visit as it stands once nobody else can change what it rests on: sign-up first, then both groups (AD-4, DB-14). */
export async function holdVisit(tx: Tx, seen: StandingVisit): Promise<StandingVisit | null> {
  await holdSignup(tx, seen);
  await lockGroups(tx, [seen.homeGroupId, seen.hostGroupId]);
  const [held] = await standingVisits(tx.em, { visitId: seen.visitId });
  return held ?? null;
}

/** Each visit is told of by itself: whoever visits, takes it back and visits again is told of twice. */
export const toldOf = ({ visitId, membershipId, personId, hasEmail }: StandingVisit, groupId: number): Told => ({
  about: `visit:${visitId}`,
  membershipId,
  personId,
  groupId,
  hasEmail,
});

/** Whoever looks at the person, their groups or the cohort looks again. */
export async function ringVisit(
  tx: Tx,
  { personId, homeGroupId, hostGroupId, cohortId }: StandingVisit,
): Promise<void> {
  await ring(tx, "person", personId);
  await ring(tx, "group", homeGroupId);
  await ring(tx, "group", hostGroupId);
  await ring(tx, "cohort", cohortId);
}
