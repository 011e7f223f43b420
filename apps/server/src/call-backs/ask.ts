import { CallBack } from "@muster/db/entities/call-back";
import { Cohort } from "@muster/db/entities/cohort";
import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { isOpen } from "@muster/domain/cohort";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { holdSignup } from "../groups/seats.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { told, type MyCallBack } from "./mine.ts";

interface Asking {
  cohortId: number;
  note?: string | null | undefined;
}

/** None of the groups fits: the organiser gets this person's week as it stands. Asking twice shows the first (JS-12, JS-15). */
export async function askForCallBack(ctx: Signed<Context>, { cohortId, note = null }: Asking): Promise<MyCallBack> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    await holdSignup(tx, { personId, cohortId });
    const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId });
    const cohort = signup && (await tx.em.findOne(Cohort, cohortId));
    if (!cohort) throw new NotFound("You are not signed up for this cohort.");
    const first = await tx.em.findOne(CallBack, { person: personId, cohort: cohortId, state: "open" });
    if (first) return told(first);
    if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is closed, so that nobody is placed any more.`);
    const { availability, timeZone } = await tx.em.findOneOrFail(Person, personId);
    const asked = tx.em.create(CallBack, {
      person: personId,
      cohort: cohortId,
      askedAt: tx.clock(),
      note,
      availability,
      timeZone,
    });
    await tx.em.persist(asked).flush();
    await ring(tx, "cohort", cohortId);
    await ring(tx, "person", personId);
    return told(asked);
  });
}
