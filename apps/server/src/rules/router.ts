import { groupingRuleInputSchema } from "@muster/domain/grouping-rule";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { addRule } from "./add.ts";
import { listRules } from "./list.ts";
import { notAgainTogether } from "./not-again.ts";
import { removeRule } from "./remove.ts";
import { restoreRule } from "./restore.ts";

const id = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);
const ofCohort = z.strictObject({ cohortId: id });
const ofRule = ofCohort.extend({ ruleId: id });

/** Who is to share a group with whom: organisers' alone, whoever a rule is about never sees it (GR-13). */
export const rulesRouter = router({
  list: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => listRules(ctx, input)),
  add: organiser({ scope: "cohort" })
    .input(ofCohort.extend(groupingRuleInputSchema.shape))
    .mutation(({ ctx, input }) => addRule(ctx, input)),
  notAgain: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: id, withFacilitator: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => notAgainTogether(ctx, input)),
  remove: organiser({ scope: "cohort" })
    .input(ofRule)
    .mutation(({ ctx, input }) => removeRule(ctx, input)),
  restore: organiser({ scope: "cohort" })
    .input(ofRule)
    .mutation(({ ctx, input }) => restoreRule(ctx, input)),
});
