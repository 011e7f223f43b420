import { defineEntity, p } from "@mikro-orm/core";
import { MEMBERSHIP_STATUSES, ROLES } from "@muster/domain/membership";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Group } from "./group.entity.ts";
import { Person } from "./person.entity.ts";

/** One stay in a group. Coming back is a new row (C26). */
const MembershipSchema = defineEntity({
  name: "Membership",
  tableName: "memberships",
  properties: {
    ...base,
    group: () => p.manyToOne(Group).lazyRef().index().deleteRule("cascade"),
    person: () => p.manyToOne(Person).lazyRef().index().deleteRule("cascade"),
    /** The group's cohort, copied so that the database itself can refuse a second place; another one is refused. */
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    role: p.enum(ROLES),
    status: p.enum(MEMBERSHIP_STATUSES).default("active"),
    joinedAt: p.datetime().defaultRaw("now()"),
    leftAt: p.datetime().strictNullable(),
    reason: p.text().strictNullable(),
  },
  uniques: [
    { name: "memberships_once_in_group", properties: ["group", "person"], where: { status: "active" } },
    {
      name: "memberships_one_place_in_cohort",
      properties: ["cohort", "person"],
      where: { status: "active", role: "participant" },
    },
  ],
});

export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
