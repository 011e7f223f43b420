import { defineEntity, p } from "@mikro-orm/core";
import type { RoundPolicy } from "@muster/domain/brief";
import type { OutcomeReport } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import type { SyncResult } from "@muster/domain/sync-result";
import { SYSTEMS } from "@muster/domain/system";
import { base } from "./base.ts";
import { Person } from "./person.entity.ts";

/** What may be done without asking a person; *settle* clears it. */
export type TaskPolicy = Omit<RoundPolicy, "dryRun">;

export const SYNC_TASK_STATES = ["due", "working", "waiting", "settled", "needs_person", "set_aside"] as const;
export type SyncTaskState = (typeof SYNC_TASK_STATES)[number];

/** Subject × system: what people see of keeping a thing in step. The job queue owns the attempts. */
const SyncTaskSchema = defineEntity({
  name: "SyncTask",
  tableName: "sync_tasks",
  properties: {
    ...base,
    subject: p.text().$type<Subject>(),
    system: p.enum(SYSTEMS),
    /** Goes up with every request; in step when `settledGeneration` has caught up. */
    generation: p.bigint("number").default(0),
    settledGeneration: p.bigint("number").default(0),
    policy: p
      .json()
      .$type<TaskPolicy>()
      .defaultRaw(`'{"allowCreate": false, "repair": [], "ignore": [], "approvedFingerprint": null}'`),
    /** Ignored keys that are shown again from an instant on, written as ISO; the others are left alone for good. */
    ignoredUntil: p.json().$type<Record<string, string>>().defaultRaw("'{}'"),
    /** The last outcome of each key. */
    outcomes: p.json().$type<Record<string, OutcomeReport>>().defaultRaw("'{}'"),
    /** The last result in the required words. */
    result: p.json().$type<SyncResult>().strictNullable(),
    /** How often in a row its round threw; at five it is set aside. */
    throws: p.integer().default(0),
    state: p.enum(SYNC_TASK_STATES).default("due"),
    attempt: p.integer().default(0),
    nextAt: p.datetime().strictNullable(),
    lastError: p.text().strictNullable(),
    setAsideAt: p.datetime().strictNullable(),
    requestedAt: p.datetime().defaultRaw("now()"),
    requestedBy: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("set null"),
  },
  uniques: [{ name: "sync_tasks_pair", properties: ["subject", "system"] }],
  checks: [{ name: "sync_tasks_generations", expression: "settled_generation <= generation" }],
});

export class SyncTask extends SyncTaskSchema.class {}
SyncTaskSchema.setClass(SyncTask);
