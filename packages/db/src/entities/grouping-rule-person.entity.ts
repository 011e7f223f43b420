import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { GroupingRule } from "./grouping-rule.entity.ts";
import { Person } from "./person.entity.ts";

/** Somebody a rule is about. */
const GroupingRulePersonSchema = defineEntity({
  name: "GroupingRulePerson",
  tableName: "grouping_rule_people",
  properties: {
    ...base,
    rule: () => p.manyToOne(GroupingRule).lazyRef().deleteRule("cascade"),
    person: () => p.manyToOne(Person).lazyRef().index().deleteRule("cascade"),
  },
  uniques: [{ name: "grouping_rule_people_once", properties: ["rule", "person"] }],
});

export class GroupingRulePerson extends GroupingRulePersonSchema.class {}
GroupingRulePersonSchema.setClass(GroupingRulePerson);
