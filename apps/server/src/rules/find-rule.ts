import { GroupingRule } from "@muster/db/entities/grouping-rule";
import { NotFound } from "../refusal.ts";
import type { Tx } from "../transaction.ts";

export interface OneRule {
  /** Whose desk it is seen from: another cohort's rule does not exist there. */
  cohortId: number;
  ruleId: number;
  /** The entry of the history that this takes back. */
  reverts?: number | undefined;
}

/** Rules of this cohort and of every one. */
export const seenFrom = (cohortId: number) => ({ $or: [{ cohort: cohortId }, { cohort: null }] });

/** A rule of this cohort or of every one, removed or not. */
export async function findRule(tx: Tx, { cohortId, ruleId }: Omit<OneRule, "reverts">): Promise<GroupingRule> {
  const rule = await tx.em.findOne(GroupingRule, { id: ruleId, ...seenFrom(cohortId) }, { refresh: true });
  if (!rule) throw new NotFound("This rule does not exist any more.");
  return rule;
}

/** What the audit keeps of it. */
export const factsOf = ({ kind, cohort, peopleKey }: GroupingRule) => ({
  kind,
  people: peopleKey.split(",").map(Number),
  scope: cohort ? "cohort" : "everywhere",
});
