import { defineEntity, p } from "@mikro-orm/core";
import type { Availability } from "@muster/domain/availability";
import { CALL_BACK_STATES } from "@muster/domain/call-back";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Person } from "./person.entity.ts";

/** Somebody whom no group suits asks the organiser. */
const CallBackSchema = defineEntity({
  name: "CallBack",
  tableName: "call_backs",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    state: p.enum(CALL_BACK_STATES).default("open"),
    askedAt: p.datetime(),
    /** Their words. */
    note: p.text().strictNullable(),
    /** Their week and its zone as they stood when they asked. */
    availability: p.json().$type<Availability>().strictNullable(),
    timeZone: p.text().strictNullable(),
    /** When it was answered or taken back. */
    closedAt: p.datetime().strictNullable(),
    /** The organiser's words. */
    answer: p.text().strictNullable(),
  },
  indexes: [{ name: "call_backs_cohort_id_state_index", properties: ["cohort", "state"] }],
  uniques: [{ name: "call_backs_one_open", properties: ["person", "cohort"], where: { state: "open" } }],
});

export class CallBack extends CallBackSchema.class {}
CallBackSchema.setClass(CallBack);
