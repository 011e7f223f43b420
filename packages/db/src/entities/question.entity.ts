import { defineEntity, p } from "@mikro-orm/core";
import { EFFECTS, QUESTION_STATES } from "@muster/domain/question";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Group } from "./group.entity.ts";
import { Person } from "./person.entity.ts";

/** An organiser asks one person whether they could make some hours of their week free. */
const QuestionSchema = defineEntity({
  name: "Question",
  tableName: "questions",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    /** In the person's own week, on the clock of `timeZone`; the end may pass the week's. */
    startMinute: p.integer(),
    endMinute: p.integer(),
    timeZone: p.text(),
    /** The meeting it is about, in the cohort's week. */
    groupStart: p.integer(),
    /** The group that meets then, where there is one already. */
    group: () => p.manyToOne(Group).lazyRef().strictNullable().deleteRule("set null"),
    askedBy: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("set null"),
    askedAt: p.datetime(),
    until: p.datetime(),
    state: p.enum(QUESTION_STATES).default("open"),
    closedAt: p.datetime().strictNullable(),
    /** What came of a yes. */
    effect: p.enum(EFFECTS).strictNullable(),
  },
  indexes: [{ name: "questions_cohort_id_state_index", properties: ["cohort", "state"] }],
  uniques: [
    {
      name: "questions_one_open",
      properties: ["person", "cohort", "startMinute", "endMinute"],
      where: { state: "open" },
    },
  ],
});

export class Question extends QuestionSchema.class {}
QuestionSchema.setClass(Question);
