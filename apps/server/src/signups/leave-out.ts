import { Cohort } from "@muster/db/entities/cohort";
import { Membership } from "@muster/db/entities/membership";
import { displayName, Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { refuseAway } from "../groups/refuse-away.ts";
import { holdSignup } from "../groups/seats.ts";
import { endQuestions } from "../questions/end-questions.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";

export interface SomebodyHere {
  cohortId: number;
  personId: number;
}

interface LeavingOut extends SomebodyHere {
  reason?: string | null | undefined;
}

/**
 * An organiser places somebody in no run of this cohort until they bring them back (SC-14). Whoever is left out stays
 * signed up and may still take a seat by themselves, which ends it. Doing it twice is doing it once, in the first's words.
 */
export async function leaveOut(
  ctx: Signed<Context>,
  { cohortId, personId, reason = null }: LeavingOut,
): Promise<{ since: Date }> {
  return together(ctx, async (tx) => {
    await holdSignup(tx, { personId, cohortId });
    const signup = await signupInOpenCohort(tx.em, { cohortId, personId });
    if (signup.leftOutAt) return { since: signup.leftOutAt };
    refuseAway(signup);
    await refusePlaced(tx, signup);
    const since = tx.clock();
    Object.assign(signup, {
      leftOutAt: since,
      leftOutBy: tx.em.getReference(Person, ctx.viewer.personId, { wrapped: true }),
      leftOutBecause: reason,
    });
    await endQuestions(tx, { personId, cohortId });
    await audit(tx, {
      action: "signups.leaveOut",
      object: `person:${personId}`,
      before: { leftOut: false },
      after: { leftOut: true },
      reason,
      cohortId,
    });
    await ring(tx, "person", personId);
    await ring(tx, "cohort", cohortId);
    return { since };
  });
}

/** Somebody's sign-up as it is now, in a cohort in which things still change. */
export async function signupInOpenCohort(
  em: EntityManager,
  { cohortId, personId }: SomebodyHere,
): Promise<Loaded<Signup, "person">> {
  const cohort = await em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound("There is no such cohort.");
  const signup = await em.findOne(
    Signup,
    { person: { id: personId, deletedAt: null }, cohort: cohortId },
    { populate: ["person"], refresh: true },
  );
  if (!signup) throw new NotFound(`They have not signed up for ${cohort.name}.`);
  if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is closed, so that nothing changes any more.`);
  return signup;
}

async function refusePlaced(tx: Tx, { person, cohort }: Loaded<Signup, "person">): Promise<void> {
  const held = await tx.em.findOne(
    Membership,
    { person: person.id, cohort: cohort.id, status: "active", group: { status: { $in: [...LIVE_GROUP_STATUSES] } } },
    { populate: ["group"] },
  );
  if (held)
    throw new Conflict(
      `${displayName(person)} is in ${held.group.name}. Take them out of it first, then leave them out.`,
    );
}
