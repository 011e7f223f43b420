import { rowIdSchema } from "@muster/domain/row-id";
import { cohortInputSchema, newCohortSchema } from "@muster/domain/cohort";
import { endReasonSchema } from "@muster/domain/ending";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { closeCohort } from "./close.ts";
import { createCohort } from "./create.ts";
import { editCohort } from "./edit.ts";
import { listCohorts } from "./list.ts";
import { overviewCohort } from "./overview.ts";
import { cohortPeople } from "./people.ts";

const cohortIdSchema = z.strictObject({ cohortId: rowIdSchema });

export const cohortsRouter = router({
  list: organiser({ scope: "installation" }).query(({ ctx }) => listCohorts(ctx)),
  create: organiser({ scope: "course" })
    .input(newCohortSchema)
    .mutation(({ ctx, input }) => createCohort(ctx, input)),
  edit: organiser({ scope: "cohort" })
    .input(cohortInputSchema.safeExtend({ cohortId: rowIdSchema }))
    .mutation(({ ctx, input }) => editCohort(ctx, input)),
  close: organiser({ scope: "cohort" })
    .input(
      cohortIdSchema.extend({
        as: z.enum(["completed", "cancelled"]),
        reason: endReasonSchema.optional(),
        seen: z.string().length(32).optional(),
      }),
    )
    .mutation(({ ctx, input }) => closeCohort(ctx, input)),
  overview: organiser({ scope: "cohort" })
    .input(cohortIdSchema)
    .query(({ ctx, input }) => overviewCohort(ctx, input)),
  people: organiser({ scope: "cohort" })
    .input(cohortIdSchema)
    .query(({ ctx, input }) => cohortPeople(ctx, input)),
});
