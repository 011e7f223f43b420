import { Cohort } from "@muster/db/entities/cohort";
import type { Signup } from "@muster/db/entities/signup";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { laterThan } from "./later-cohorts.ts";
import type { SteppedAside } from "./pause.ts";
import { stepAside } from "./step-aside.ts";

interface Deferring {
  cohortId: number;
  toCohortId: number;
  reason?: string | null | undefined;
}

/** To a later cohort of the same course instead: signed up there in the same role, away here, with the history kept (JS-13). */
export async function defer(
  ctx: Signed<Context>,
  { cohortId, toCohortId, reason = null }: Deferring,
): Promise<SteppedAside> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const later = (await laterThan(tx.em, { cohortId, personId })).find((each) => each.cohortId === toCohortId);
    if (!later)
      throw new Conflict("That cohort takes no sign-ups any more. Choose another one.", { field: "toCohortId" });
    const { signup, moveId } = await stepAside(tx, {
      personId,
      cohortId,
      because: `deferred to ${later.name}`,
      reason,
    });
    signup.deferredTo = tx.em.getReference(Cohort, toCohortId, { wrapped: true });
    await signUpThere(tx, { signup, toCohortId });
    await ring(tx, "cohort", toCohortId);
    return { moveId };
  });
}

/** With the same role; a sign-up they had there already stays their own. */
async function signUpThere(tx: Tx, { signup, toCohortId }: { signup: Signup; toCohortId: number }): Promise<void> {
  await tx.em.execute(
    `insert into signups (person_id, cohort_id, role, deferred_from_id) values (?, ?, ?, ?)
     on conflict (person_id, cohort_id) do update set paused_at = null, deferred_to_id = null`,
    [signup.person.id, toCohortId, signup.role, signup.cohort.id],
  );
}
