import { GroupingRule } from "@muster/db/entities/grouping-rule";
import { NotFound } from "../refusal.ts";
import type { Tx } from "../transaction.ts";

export interface OneRule {
  /** Whose desk it is seen from: another cohort's rule does not exist there. */
  cohortId: number;
  ruleId: number;
}

/** A rule of this cohort or of every one, removed or not. */
export async function findRule(tx: Tx, { cohortId, ruleId }: OneRule): Promise<GroupingRule> {
  const rule = await tx.em.findOne(GroupingRule, { id: ruleId, cohort: { $in: [cohortId, null] } }, { refresh: true });
  if (!rule) throw new NotFound("This rule does not exist any more.");
  return rule;
}

/** What the audit keeps of it. */
export const factsOf = ({ kind, cohort, peopleKey }: GroupingRule) => ({
  kind,
  people: peopleKey.split(",").map(Number),
  scope: cohort ? "cohort" : "everywhere",
});
