import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Membership } from "./membership.entity.ts";
import { Person } from "./person.entity.ts";

/** What somebody did with their own place in a cohort: joined, switched or left. */
const MoveSchema = defineEntity({
  name: "Move",
  tableName: "moves",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    /** The stay that ended with it; null for whoever had no place. */
    leftMembership: () => p.manyToOne(Membership).lazyRef().strictNullable().deleteRule("cascade"),
    /** The stay that began with it; null for whoever only left. */
    takenMembership: () => p.manyToOne(Membership).lazyRef().strictNullable().deleteRule("cascade"),
    at: p.datetime(),
    undoneAt: p.datetime().strictNullable(),
    /** Their words to the organiser. */
    reason: p.text().strictNullable(),
  },
  indexes: [{ name: "moves_person_id_cohort_id_index", properties: ["person", "cohort"] }],
  checks: [
    { name: "moves_go_somewhere", expression: "left_membership_id is not null or taken_membership_id is not null" },
  ],
});

export class Move extends MoveSchema.class {}
MoveSchema.setClass(Move);
