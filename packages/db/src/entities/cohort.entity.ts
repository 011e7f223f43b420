import { defineEntity, p } from "@mikro-orm/core";
import { COHORT_STATUSES } from "@muster/domain/cohort";
import { base } from "./base.ts";
import { Course } from "./course.entity.ts";

const CohortSchema = defineEntity({
  name: "Cohort",
  tableName: "cohorts",
  properties: {
    ...base,
    course: () => p.manyToOne(Course).lazyRef().index().deleteRule("cascade"),
    name: p.text(),
    /** A calendar day, `2026-10-06`, in the cohort's zone. */
    startDate: p.date().index(),
    timeZone: p.text(),
    numberOfMeetings: p.integer().default(8),
    meetingLengthMinutes: p.integer().default(60),
    stepMinutes: p.integer().default(30),
    /** Sizes count the facilitator. */
    minSize: p.integer().default(4),
    maxSize: p.integer().default(8),
    directJoin: p.boolean().default(true),
    signupsOpen: p.boolean().default(true),
    /** The secret part of the link an organiser shares. */
    signupCode: p.text().unique(),
    status: p.enum(COHORT_STATUSES).default("active"),
    version: p.integer().version(),
  },
  checks: [
    { name: "cohorts_meet_at_least_once", expression: "number_of_meetings > 0" },
    { name: "cohorts_meeting_length", expression: "meeting_length_minutes > 0 and meeting_length_minutes <= 1440" },
    { name: "cohorts_step", expression: "step_minutes > 0 and step_minutes <= 60" },
    { name: "cohorts_sizes_in_order", expression: "min_size >= 1 and min_size <= max_size" },
  ],
});

export class Cohort extends CohortSchema.class {}
CohortSchema.setClass(Cohort);
