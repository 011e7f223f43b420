import { defineEntity, p } from "@mikro-orm/core";
import { WAIT_STATES } from "@muster/domain/waiting";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Group } from "./group.entity.ts";
import { Move } from "./move.entity.ts";
import { Person } from "./person.entity.ts";

/** A place in a full group's line. While a seat is offered the database counts it in `groups.offered`. */
const WaitSchema = defineEntity({
  name: "Wait",
  tableName: "waits",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    /** The group's. */
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    /** Null once it was removed; `groupName` then says which it was. */
    group: () => p.manyToOne(Group).lazyRef().strictNullable().deleteRule("set null"),
    groupName: p.text().strictNullable(),
    state: p.enum(WAIT_STATES).default("waiting"),
    /** Their place in the line: first come, first served. */
    askedAt: p.datetime(),
    /** The organiser who put them there; null for whoever came by themselves. */
    putBy: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("set null"),
    offeredAt: p.datetime().strictNullable(),
    /** Until when the seat is kept for them. */
    offerUntil: p.datetime().strictNullable(),
    closedAt: p.datetime().strictNullable(),
    /** Why the line was closed, in a sentence they read. */
    endedBecause: p.text().strictNullable(),
    /** The move that ended it, so that undoing it puts them back in line. */
    closedBy: () => p.manyToOne(Move).lazyRef().strictNullable().deleteRule("set null"),
  },
  indexes: [{ name: "waits_group_id_state_index", properties: ["group", "state"] }],
  uniques: [
    {
      name: "waits_once_in_line",
      expression: `create unique index "waits_once_in_line" on "waits" ("person_id", "group_id") where "state" in ('waiting', 'offered')`,
    },
  ],
  checks: [{ name: "waits_offer_ends", expression: "state <> 'offered' or offer_until is not null" }],
});

export class Wait extends WaitSchema.class {}
WaitSchema.setClass(Wait);
