import { defineEntity, p } from "@mikro-orm/core";
import { GROUPING_RULE_KINDS } from "@muster/domain/grouping-rule";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Group } from "./group.entity.ts";

/** An organiser's word about who shares a group with whom (GR-13): in no answer to members or facilitators. */
const GroupingRuleSchema = defineEntity({
  name: "GroupingRule",
  tableName: "grouping_rules",
  properties: {
    ...base,
    kind: p.enum(GROUPING_RULE_KINDS),
    /** Null: in every cohort in which at least two of its people take part. */
    cohort: () => p.manyToOne(Cohort).lazyRef().strictNullable().index().deleteRule("cascade"),
    /** Whose people are not to be together again: that they are in this one breaks nothing. */
    group: () => p.manyToOne(Group).lazyRef().strictNullable().deleteRule("set null"),
    /** Ids of the people it was made about, in ascending order: the same rule is not kept twice. */
    peopleKey: p.text(),
    /** Organisers' words among themselves. */
    note: p.text().strictNullable(),
    /** In words, as in the audit. */
    madeBy: p.text(),
    /** A removed one stays, so that it can come back. */
    removedAt: p.datetime().strictNullable(),
  },
  uniques: [
    {
      name: "grouping_rules_once",
      expression: `create unique index "grouping_rules_once" on "grouping_rules" ("kind", coalesce("cohort_id", 0), "people_key") where "removed_at" is null`,
    },
  ],
});

export class GroupingRule extends GroupingRuleSchema.class {}
GroupingRuleSchema.setClass(GroupingRule);
