import { defineEntity, p } from "@mikro-orm/core";
import { RUN_STATUSES, type SchedulingSettings } from "@muster/domain/scheduling-settings";
import { base, type Stored } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Person } from "./person.entity.ts";

const ScheduleRunSchema = defineEntity({
  name: "ScheduleRun",
  tableName: "schedule_runs",
  properties: {
    ...base,
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    /** From 1 within its cohort. */
    number: p.integer(),
    status: p.enum(RUN_STATUSES).default("queued"),
    settings: p.json().$type<SchedulingSettings>(),
    seed: p.integer(),
    /** Of the weeks, roles and places the run was given: a proposal is stale when it no longer matches. */
    inputFingerprint: p.text(),
    /** The latest progress, whole. */
    progress: p.json().$type<Stored>().strictNullable(),
    /** Points of the chart, oldest first. */
    history: p.json().$type<Stored[]>().strictNullable(),
    proposal: p.json().$type<Stored>().strictNullable(),
    startedBy: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("set null"),
    startedAt: p.datetime().strictNullable(),
    endedAt: p.datetime().strictNullable(),
    /** The server process that computes it, and until when it is believed alive. */
    leaseHolder: p.text().strictNullable(),
    leaseUntil: p.datetime().strictNullable(),
    error: p.text().strictNullable(),
    /** What its groups were called when it was accepted, and why it was (SC-16). */
    name: p.text().strictNullable(),
    note: p.text().strictNullable(),
    /** Taken out of the history; whoever asks in time has it back. */
    deletedAt: p.datetime().strictNullable(),
  },
  uniques: [
    { name: "schedule_runs_number", properties: ["cohort", "number"] },
    {
      name: "schedule_runs_one_working",
      expression: `create unique index "schedule_runs_one_working" on "schedule_runs" ("cohort_id") where "status" in ('queued', 'running', 'stopping')`,
    },
  ],
});

export class ScheduleRun extends ScheduleRunSchema.class {}
ScheduleRunSchema.setClass(ScheduleRun);
