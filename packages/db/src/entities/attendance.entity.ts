import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Meeting } from "./meeting.entity.ts";
import { Person } from "./person.entity.ts";

export const ANSWERS = ["pending", "attending", "not_attending", "tentative"] as const;
export type Answer = (typeof ANSWERS)[number];

/** An answer given by hand is never overwritten by what a calendar or an event says. */
export const ANSWER_SOURCES = ["hand", "calendar", "discord"] as const;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];

/** Whether somebody comes as a member or as another group's guest; the two are counted apart. */
export const ATTENDANCE_KINDS = ["member", "guest"] as const;
export type AttendanceKind = (typeof ATTENDANCE_KINDS)[number];

const AttendanceSchema = defineEntity({
  name: "Attendance",
  tableName: "attendances",
  properties: {
    ...base,
    meeting: () => p.manyToOne(Meeting).lazyRef().deleteRule("cascade"),
    person: () => p.manyToOne(Person).lazyRef().index().deleteRule("cascade"),
    kind: p.enum(ATTENDANCE_KINDS).default("member"),
    answer: p.enum(ANSWERS).default("pending"),
    source: p.enum(ANSWER_SOURCES),
  },
  uniques: [{ name: "attendances_once", properties: ["meeting", "person", "kind"] }],
});

export class Attendance extends AttendanceSchema.class {}
AttendanceSchema.setClass(Attendance);
