import { Cohort } from "@muster/db/entities/cohort";
import { Course } from "@muster/db/entities/course";
import type { newCohortSchema } from "@muster/domain/cohort";
import type { z } from "zod";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";

/** A cohort with its term, sizes and course, and the secret part of its sign-up link. */
export async function createCohort(
  ctx: Context,
  { courseId, ...terms }: z.infer<typeof newCohortSchema>,
): Promise<{ id: number }> {
  return together(ctx, async (tx) => {
    const course = await tx.em.findOne(Course, courseId);
    if (!course)
      throw new NotFound("This course does not exist. Choose another, or create one.", { field: "courseId" });
    const cohort = tx.em.create(Cohort, { ...terms, course, signupCode: ctx.house.chance.token().slice(0, 22) });
    await tx.em.flush();
    await audit(tx, { action: "cohorts.create", object: `cohort:${cohort.id}`, after: { courseId, ...terms } });
    await ring(tx, "cohort", cohort.id);
    return { id: cohort.id };
  });
}
