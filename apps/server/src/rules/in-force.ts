import type { GroupingRuleRow } from "@muster/db/queries/grouping-rules";
import type { GroupingRule } from "@muster/domain/grouping-rule";

/** A rule as it holds in one cohort: about those of its people who take part there. */
export interface RuleInForce extends GroupingRule<number> {
  /** The group in which its people may be together all the same. */
  groupId: number | null;
}

/** The rules that hold now: one that fewer than two take part in asks for nothing. */
export const inForce = (rows: readonly GroupingRuleRow[]): RuleInForce[] =>
  rows
    .map(({ kind, groupId, people }) => ({
      kind,
      groupId,
      personIds: people.filter(({ takesPart }) => takesPart).map(({ personId }) => personId),
    }))
    .filter(({ personIds }) => personIds.length >= 2);
