import { rowIdSchema } from "@muster/domain/row-id";
import { groupingRuleInputSchema } from "@muster/domain/grouping-rule";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { addRule } from "./add.ts";
import { listRules } from "./list.ts";
import { notAgainTogether } from "./not-again.ts";
import { removeRule } from "./remove.ts";
import { restoreRule } from "./restore.ts";

const ofCohort = z.strictObject({ cohortId: rowIdSchema });
const ofRule = ofCohort.extend({ ruleId: rowIdSchema });

/** Who is to share a group with whom: organisers' alone, whoever a rule is about never sees it (GR-13). */
export const rulesRouter = router({
  list: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => listRules(ctx, input)),
  add: organiser({ scope: "cohort" })
    .input(ofCohort.extend(groupingRuleInputSchema.shape))
    .mutation(({ ctx, input }) => addRule(ctx, input)),
  notAgain: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: rowIdSchema, withFacilitator: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => notAgainTogether(ctx, input)),
  remove: organiser({ scope: "cohort" })
    .input(ofRule)
    .mutation(({ ctx, input }) => removeRule(ctx, input)),
  restore: organiser({ scope: "cohort" })
    .input(ofRule)
    .mutation(({ ctx, input }) => restoreRule(ctx, input)),
});
