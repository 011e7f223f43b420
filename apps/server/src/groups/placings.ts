import type { Cohort } from "@muster/db/entities/cohort";
import { Membership } from "@muster/db/entities/membership";
import type { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { movesFor, type Move } from "./moves.ts";

/** Where somebody without a place could be put, or a facilitator into one group more: best fit first (GR-4). */
export async function placingsOf(
  ctx: Context,
  { cohortId, personId }: { cohortId: number; personId: number },
): Promise<Move[]> {
  const signup = await ctx.em.findOne(
    Signup,
    { cohort: cohortId, person: { id: personId, deletedAt: null } },
    { populate: ["person", "cohort"] },
  );
  if (!signup) throw new NotFound("They have not signed up for this cohort.");
  const held = await ctx.em.find(Membership, { cohort: cohortId, person: personId, status: "active" });
  const except = held.map(({ group }) => group.id);
  return movesFor(ctx, { person: signup.person as Person, cohort: signup.cohort as Cohort, except, from: null });
}
