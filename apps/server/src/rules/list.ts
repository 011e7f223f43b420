import { Cohort } from "@muster/db/entities/cohort";
import { groupingRules } from "@muster/db/queries/grouping-rules";
import { ruleWords, type GroupingRuleKind } from "@muster/domain/grouping-rule";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";

export interface RuleView {
  ruleId: number;
  kind: GroupingRuleKind;
  /** `Ann and Ben are kept apart`. */
  words: string;
  people: { personId: number; name: string }[];
  /** How many of its people are not in this cohort. */
  others: number;
  /** It holds in every cohort. */
  everywhere: boolean;
  /** Fewer than two of its people take part now: it asks for nothing. */
  sleeps: boolean;
  note: string | null;
  madeBy: string;
  madeAt: Date;
}

/** A cohort's rules and those of every cohort that concern it, the latest first: for organisers alone (GR-13). */
export async function listRules(ctx: Context, { cohortId }: { cohortId: number }): Promise<RuleView[]> {
  if ((await ctx.em.count(Cohort, cohortId)) === 0) throw new NotFound("There is no such cohort.");
  return (await groupingRules(ctx.em, cohortId)).map(({ groupId: _groupId, people, ...rule }) => ({
    ...rule,
    words: ruleWords(
      rule.kind,
      people.map(({ name }) => name),
    ),
    people: people.map(({ personId, name }) => ({ personId, name })),
    sleeps: people.filter(({ takesPart }) => takesPart).length < 2,
  }));
}
