import { Cohort } from "@muster/db/entities/cohort";
import type { EntityManager } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { NotFound } from "../refusal.ts";

type Standing = Pick<Cohort, "status" | "signupsOpen">;

/** Why nobody can sign up any more, in a sentence; null while they can. */
export function closedBecause(cohort: Standing): string | null {
  if (cohort.status === "completed") return "This cohort is over.";
  if (cohort.status === "cancelled") return "This cohort does not take place.";
  return isOpen(cohort) && cohort.signupsOpen ? null : "Sign-ups for this cohort are closed.";
}

/** The cohort a link leads to. A wrong code and a code of nothing look alike. */
export async function cohortByCode(em: EntityManager, code: string) {
  const cohort = await em.findOne(Cohort, { signupCode: code }, { populate: ["course"] });
  if (!cohort) throw new NotFound("This sign-up link leads nowhere. Ask whoever sent it for a new one.");
  return cohort;
}
