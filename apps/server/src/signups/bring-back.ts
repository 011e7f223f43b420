import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { holdSignup } from "../groups/seats.ts";
import { together } from "../transaction.ts";
import { signupInOpenCohort, type SomebodyHere } from "./leave-out.ts";

/** Whoever was left out is a candidate again, as they were before. Nothing for whoever is not left out. */
export async function bringBack(ctx: Context, somebody: SomebodyHere): Promise<void> {
  const { cohortId, personId } = somebody;
  await together(ctx, async (tx) => {
    await holdSignup(tx, somebody);
    const signup = await signupInOpenCohort(tx.em, somebody);
    if (!signup.leftOutAt) return;
    Object.assign(signup, { leftOutAt: null, leftOutBy: null, leftOutBecause: null });
    await audit(tx, {
      action: "signups.bringBack",
      object: `person:${personId}`,
      before: { leftOut: true },
      after: { leftOut: false },
      cohortId,
    });
    await ring(tx, "person", personId);
    await ring(tx, "cohort", cohortId);
  });
}
