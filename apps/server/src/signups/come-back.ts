import { Cohort } from "@muster/db/entities/cohort";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import { isOpen } from "@muster/domain/cohort";
import { undoUntil } from "@muster/domain/membership";
import { isAway } from "@muster/domain/signup";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { groupsInLine, leaveLines, returnToLinesLeftAt } from "../waiting/lines.ts";

/** Takes part again: a candidate for runs, who may choose a group. Coming back twice is coming back (BR-1). */
export async function comeBack(ctx: Signed<Context>, { cohortId }: { cohortId: number }): Promise<void> {
  const { personId } = ctx.viewer;
  await together(ctx, async (tx) => {
    await holdSignup(tx, { personId, cohortId });
    const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId }, { refresh: true });
    const cohort = signup && (await tx.em.findOne(Cohort, cohortId));
    if (!cohort) throw new NotFound("You are not signed up for this cohort.");
    if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is closed, so that nobody can come back.`);
    await comeBackIn(tx, signup);
  });
}

/**
 * The same inside the caller's transaction, who holds the sign-up. Soon afterwards one stands again in the lines one left.
 * The sign-up made for the later cohort goes, unless it has led to a place there.
 */
export async function comeBackIn(tx: Tx, signup: Signup): Promise<void> {
  if (!isAway(signup)) return;
  const { id: personId } = signup.person;
  const { id: cohortId } = signup.cohort;
  if (signup.deferredTo) await takeBackDeferral(tx, { personId, cohortId, laterId: signup.deferredTo.id });
  const since = signup.pausedAt;
  signup.pausedAt = null;
  signup.deferredTo = null;
  await tx.em.flush();
  if (since && tx.clock() <= undoUntil(since)) await returnToLinesLeftAt(tx, { personId, cohortId, at: since });
  await ring(tx, "person", personId);
  await ring(tx, "cohort", cohortId);
}

interface Deferral {
  personId: number;
  cohortId: number;
  laterId: number;
}

async function takeBackDeferral(tx: Tx, { personId, cohortId, laterId }: Deferral): Promise<void> {
  const there = { personId, cohortId: laterId };
  await holdSignup(tx, there);
  const made = { person: personId, cohort: laterId, deferredFrom: cohortId };
  const signup = await tx.em.findOne(Signup, made, { populate: ["cohort"], refresh: true });
  if (!signup) return;
  const place = await tx.em.findOne(
    Membership,
    { person: personId, cohort: laterId, status: "active" },
    { populate: ["group"] },
  );
  if (place)
    throw new Conflict(`You have a place in ${place.group.name} of ${signup.cohort.name} already. Leave it first.`);
  await lockGroups(tx, await groupsInLine(tx.em, there));
  await leaveLines(tx, there);
  await tx.em.remove(signup).flush();
  await ring(tx, "cohort", laterId);
}
