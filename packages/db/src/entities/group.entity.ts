import { defineEntity, p } from "@mikro-orm/core";
import {
  ForbiddenTransition,
  GROUP_STATUSES,
  isLive,
  seatsOf,
  transition,
  type GroupStatus,
} from "@muster/domain/group";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import { groupSubject, type Subject } from "@muster/domain/subject";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { ScheduleRun } from "./schedule-run.entity.ts";

const GroupSchema = defineEntity({
  name: "Group",
  tableName: "groups",
  properties: {
    ...base,
    cohort: () => p.manyToOne(Cohort).lazyRef().index().deleteRule("cascade"),
    name: p.text(),
    /** Change it through `become`. */
    status: p.enum(GROUP_STATUSES).default("preview"),
    /** Monday is 0. */
    weekday: p.smallint(),
    startMinute: p.integer(),
    lengthMinutes: p.integer().default(60),
    /** The cohort's, copied when the group was made (C21). */
    timeZone: p.text(),
    /** Wins over the cohort's largest size. */
    maxSize: p.integer().strictNullable(),
    /** The run whose proposal it came from. */
    run: () => p.manyToOne(ScheduleRun).lazyRef().strictNullable().deleteRule("set null"),
    /** That somebody asked for it to be realized stays remembered (C24). */
    realizeRequestedAt: p.datetime().strictNullable(),
    settledAt: p.datetime().strictNullable(),
    /** Which of its cohort's categories holds its channels, from 1; chosen once, then kept. */
    categoryNumber: p.integer().strictNullable(),
    /** Which of its cohort's archives holds what it left on Discord, from 1; chosen once it has ended. */
    archiveNumber: p.integer().strictNullable(),
    endedAt: p.datetime().strictNullable(),
    /** An organiser's words, shown to its members. */
    endReason: p.text().strictNullable(),
    /** The id of the group its members moved to. */
    mergedInto: p.integer().strictNullable(),
    /** Organisers' words among themselves: in no answer to members or facilitators (GR-12). */
    staffNote: p.text().strictNullable(),
    /** Seats held by active memberships of either role. Counted by the database; never write it. */
    taken: p.integer().default(0),
    /** Seats kept for people with an open offer. Counted by the database; never write it. */
    offered: p.integer().default(0),
    version: p.integer().version(),
  },
  checks: [
    { name: "groups_weekday", expression: "weekday >= 0 and weekday <= 6" },
    { name: "groups_start_minute", expression: "start_minute >= 0 and start_minute <= 1439" },
    { name: "groups_length", expression: "length_minutes >= 1 and length_minutes <= 1440" },
    { name: "groups_max_size", expression: "max_size >= 1" },
    { name: "groups_category_number", expression: "category_number >= 1" },
    { name: "groups_archive_number", expression: "archive_number >= 1" },
    { name: "groups_taken", expression: "taken >= 0" },
    { name: "groups_offered", expression: "offered >= 0" },
  ],
  uniques: [
    {
      name: "groups_name_among_live",
      expression: `create unique index "groups_name_among_live" on "groups" ("cohort_id", "name") where "status" in ('preview', 'active')`,
    },
  ],
});

export class Group extends GroupSchema.class {
  /** Refuses a way that domain/group.ts does not know: throws ForbiddenTransition. */
  become(status: GroupStatus): void {
    this.status = transition(this.status, status);
  }

  /** A merge is undone, which only a preview can be that is not being realized: no other ended group comes back. */
  revive(): void {
    if (this.status !== "merged" || this.realizeRequestedAt !== null)
      throw new ForbiddenTransition(this.status, "preview");
    Object.assign(this, { status: "preview", endedAt: null, endReason: null, mergedInto: null, archiveNumber: null });
  }

  slot(): MeetingSlot {
    const { weekday, startMinute, lengthMinutes, timeZone } = this;
    return { weekday, startMinute, lengthMinutes, timeZone };
  }

  subject(): Subject {
    return groupSubject(this.id);
  }

  /** Whether it still holds seats. */
  isLive(): boolean {
    return isLive(this.status);
  }

  /** Seats nobody has and nobody is offered. */
  freeSeats(cohort: { maxSize: number }): number {
    return Math.max(0, seatsOf(this, cohort) - this.taken - this.offered);
  }
}
GroupSchema.setClass(Group);
