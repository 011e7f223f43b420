import { Facilitator } from "@muster/db/entities/facilitator";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import { roleSchema } from "@muster/domain/membership";
import { isAway } from "@muster/domain/signup";
import { z } from "zod";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { holdSignup } from "../groups/seats.ts";
import { Conflict } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { comeBackIn } from "./come-back.ts";
import { closedBecause, cohortByCode } from "./open-cohort.ts";

export const signUpCodeSchema = z.string().min(1).max(64);

export const signUpSchema = z.strictObject({
  code: signUpCodeSchema,
  role: roleSchema,
  maxGroups: z
    .number()
    .int({ error: "A number of groups is a whole number" })
    .min(1, { error: "A facilitator leads at least 1 group" })
    .max(20, { error: "A facilitator leads at most 20 groups" })
    .optional(),
});
type SignUp = z.infer<typeof signUpSchema>;

/**
 * A person asks for a place, as participant or facilitator. Asking again changes the role, until there is a place. Whoever
 * signs up as facilitator by the organiser's link counts as certified, unless that was taken from them before.
 */
export async function signUp(ctx: Signed<Context>, { code, role, maxGroups }: SignUp): Promise<{ cohortId: number }> {
  return together(ctx, async (tx) => {
    const cohort = await cohortByCode(tx.em, code);
    const closed = closedBecause(cohort);
    if (closed) throw new Conflict(closed);
    const { personId } = ctx.viewer;
    await holdSignup(tx, { personId, cohortId: cohort.id });
    await keepSignup(tx, { cohortId: cohort.id, personId, role });
    if (role === "facilitator") await keepFacilitator(tx, { personId, maxGroups });
    await ring(tx, "cohort", cohort.id);
    await ring(tx, "person", personId);
    return { cohortId: cohort.id };
  });
}

/** One statement, so that two clicks are one sign-up (BR-1). */
async function keepSignup(
  tx: Tx,
  { cohortId, personId, role }: { cohortId: number; personId: number; role: SignUp["role"] },
) {
  const signup = await tx.em.findOne(Signup, { cohort: cohortId, person: personId });
  if (!signup) {
    await tx.em.execute(
      "insert into signups (cohort_id, person_id, role) values (?, ?, ?) on conflict (person_id, cohort_id) do nothing",
      [cohortId, personId, role],
    );
    return;
  }
  if (isAway(signup)) await comeBackIn(tx, signup);
  if (signup.role === role) return;
  if ((await tx.em.count(Membership, { cohort: cohortId, person: personId, status: "active" })) > 0)
    throw new Conflict("You have a place in a group already. Leave it before you sign up in another role.", {
      field: "role",
    });
  signup.role = role;
  signup.ungroupableReason = null;
}

async function keepFacilitator(tx: Tx, { personId, maxGroups }: { personId: number; maxGroups: number | undefined }) {
  const known = await tx.em.findOne(Facilitator, { person: personId });
  if (known) known.maxGroups = maxGroups ?? known.maxGroups;
  else tx.em.create(Facilitator, { person: personId, certifiedAt: tx.clock(), maxGroups: maxGroups ?? 1 });
}
