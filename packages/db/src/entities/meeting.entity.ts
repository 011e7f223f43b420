import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Group } from "./group.entity.ts";

export const MEETING_STATUSES = ["planned", "cancelled"] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

const MeetingSchema = defineEntity({
  name: "Meeting",
  tableName: "meetings",
  properties: {
    ...base,
    group: () => p.manyToOne(Group).lazyRef().deleteRule("cascade"),
    /** From 1 within its group; the check waits for the commit, so that meetings can be renumbered. */
    number: p.integer(),
    startsAt: p.datetime().index(),
    lengthMinutes: p.integer().default(60),
    status: p.enum(MEETING_STATUSES).default("planned"),
    /** The id of the meeting that takes its place; a cancelled one keeps its answers. */
    replacedBy: p.integer().strictNullable(),
  },
  checks: [
    { name: "meetings_number", expression: "number >= 1" },
    { name: "meetings_length", expression: "length_minutes >= 1 and length_minutes <= 1440" },
  ],
  uniques: [
    { name: "meetings_number_in_group", properties: ["group", "number"], deferMode: "deferred" },
    { name: "meetings_instant_in_group", properties: ["group", "startsAt"], deferMode: "deferred" },
  ],
});

export class Meeting extends MeetingSchema.class {}
MeetingSchema.setClass(Meeting);
