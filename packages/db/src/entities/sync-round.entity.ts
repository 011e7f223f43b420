import { defineEntity, p } from "@mikro-orm/core";
import type { RoundPolicy } from "@muster/domain/brief";
import type { EndingDeed } from "@muster/domain/ending";
import type { GuildFacts, OutcomeReport, PlannedStep, Trouble } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import type { SyncResult } from "@muster/domain/sync-result";
import { SYSTEMS } from "@muster/domain/system";
import { base } from "./base.ts";

/** Looks that were asked for together, and the deed that is supposed to have been done. */
export interface Supposed {
  planId: string;
  deed: EndingDeed;
}

export const ROUND_ENDINGS = ["settled", "plan_changed", "gave_up", "interrupted", "threw", "answered_alone"] as const;
export type RoundEnding = (typeof ROUND_ENDINGS)[number];

const SyncRoundSchema = defineEntity({
  name: "SyncRound",
  tableName: "sync_rounds",
  properties: {
    ...base,
    subject: p.text().$type<Subject>(),
    system: p.enum(SYSTEMS),
    /** The bot lease under which it was briefed; a report of an older epoch is refused. */
    epoch: p.bigint("number"),
    /** The generation briefed; promotion only if it is still the task's. */
    generation: p.bigint("number"),
    dryRun: p.boolean().default(false),
    /** A dry run of what would be so after this deed. */
    supposing: p.json().$type<Supposed>().strictNullable(),
    policy: p.json().$type<RoundPolicy>(),
    /** Set before the first write, cleared by settle: a crash cannot forget that something may be on its way. */
    inFlight: p.boolean().default(false),
    plan: p.json().$type<PlannedStep[]>().strictNullable(),
    fingerprint: p.text().strictNullable(),
    steps: p.json().$type<OutcomeReport[]>().defaultRaw("'[]'"),
    /** What the guild held and forbade when the round looked. */
    facts: p.json().$type<GuildFacts>().strictNullable(),
    /** How it ended; null while it runs. */
    ending: p.enum(ROUND_ENDINGS).strictNullable(),
    /** With the round as a whole. */
    trouble: p.json().$type<Trouble>().strictNullable(),
    beganAt: p.datetime().defaultRaw("now()"),
    settledAt: p.datetime().strictNullable(),
    result: p.json().$type<SyncResult>().strictNullable(),
  },
  indexes: [{ name: "sync_rounds_of_subject", properties: ["subject", "system", "id"] }],
});

export class SyncRound extends SyncRoundSchema.class {}
SyncRoundSchema.setClass(SyncRound);
