import { defineEntity, p } from "@mikro-orm/core";
import { VISIT_ENDINGS } from "@muster/domain/visit";
import type { Answer, AnswerSource } from "./attendance.entity.ts";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Meeting } from "./meeting.entity.ts";
import { Membership } from "./membership.entity.ts";
import { Person } from "./person.entity.ts";

/** What the home meeting's answer was before somebody decided to be elsewhere. */
export interface AnswerBefore {
  answer: Answer;
  source: AnswerSource;
}

/**
 * That somebody means to be another group's guest for one meeting. The intent lives here, the answers in attendances: no
 * answer read from a calendar can undo a visit (L6).
 */
const VisitSchema = defineEntity({
  name: "Visit",
  tableName: "visits",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    /** The stay in their own group, from which they visit: it ends with it. */
    membership: () => p.manyToOne(Membership).lazyRef().deleteRule("cascade"),
    homeMeeting: () => p.manyToOne(Meeting).lazyRef().deleteRule("cascade"),
    hostMeeting: () => p.manyToOne(Meeting).lazyRef().index().deleteRule("cascade"),
    /** Of both meetings. */
    number: p.integer(),
    /** When the host's meeting was to begin when it was agreed: at another time the visit is off. */
    meetsAt: p.datetime(),
    askedAt: p.datetime(),
    /** When the host group was told and asked to let the guest in; null before. */
    openedAt: p.datetime().strictNullable(),
    /** When the host group was asked to close behind the guest; null before. */
    closedAt: p.datetime().strictNullable(),
    endedAt: p.datetime().strictNullable(),
    ending: p.enum(VISIT_ENDINGS).strictNullable(),
    answerBefore: p.json().$type<AnswerBefore>().strictNullable(),
  },
  checks: [
    { name: "visits_number", expression: "number >= 1" },
    { name: "visits_end_somehow", expression: "(ended_at is null) = (ending is null)" },
  ],
  uniques: [
    { name: "visits_one_for_each_meeting", properties: ["person", "cohort", "number"], where: { endedAt: null } },
  ],
});

export class Visit extends VisitSchema.class {}
VisitSchema.setClass(Visit);
