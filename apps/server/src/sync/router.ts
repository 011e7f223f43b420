import { rowIdSchema } from "@muster/domain/row-id";
import {
  briefInputSchema,
  guildMemberChangeSchema,
  leaseInputSchema,
  reportSchema,
  settleSchema,
} from "@muster/domain/report";
import { driftPolicySchema } from "@muster/domain/drift";
import { subjectSchema } from "@muster/domain/subject";
import { systemSchema } from "@muster/domain/system";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { bot, organiser, router } from "../trpc.ts";
import { openRound } from "./brief.ts";
import { dueSubjects } from "./due.ts";
import { guildMemberChanged, guildMembers } from "./guild-member-changed.ts";
import { syncHealthOf } from "./health.ts";
import { acceptTheirs } from "./accept.ts";
import { driftPolicy, setDriftPolicy } from "./drift-policy.ts";
import { attendTo, ignoreKey } from "./ignore.ts";
import { holdLease } from "./lease.ts";
import { recordReport } from "./record-report.ts";
import { repair } from "./repair.ts";
import { retrySubject } from "./retry.ts";
import { settleRound } from "./settle.ts";
import { syncCohort } from "./sync-cohort.ts";
import { syncNow } from "./sync-now.ts";

const key = z.string().min(1).max(120);
const snowflake = z.string().regex(/^\d{15,20}$/, { error: "A Discord id has 15 to 20 digits" });
/** As many as Discord lets into a server. */
const MOST_MEMBERS = 500_000;

/** The whole protocol with the bot, and what people see and do about it. */
export const syncRouter = router({
  lease: bot({ scope: "installation" })
    .input(leaseInputSchema)
    .mutation(({ ctx, input }) => holdLease(ctx, input)),
  due: bot({ scope: "installation" })
    .input(z.strictObject({ epoch: z.number().int().nonnegative(), lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      let count = 0;
      for await (const subject of dueSubjects(ctx, input.epoch, signal!)) yield tracked(String(++count), { subject });
    }),
  brief: bot({ scope: "subject" })
    .input(briefInputSchema)
    .mutation(({ ctx, input }) => openRound(ctx, input)),
  report: bot({ scope: "subject" })
    .input(reportSchema)
    .mutation(({ ctx, input }) => recordReport(ctx, input)),
  settle: bot({ scope: "subject" })
    .input(settleSchema)
    .mutation(({ ctx, input }) => settleRound(ctx, input)),
  guildMemberChanged: bot({ scope: "installation" })
    .input(guildMemberChangeSchema)
    .mutation(({ ctx, input }) => guildMemberChanged(ctx, input)),
  guildMembers: bot({ scope: "installation" })
    .input(z.strictObject({ discordIds: z.array(snowflake).max(MOST_MEMBERS) }))
    .mutation(({ ctx, input }) => guildMembers(ctx, input)),

  health: organiser({ scope: "cohort" })
    .input(z.strictObject({ cohortId: rowIdSchema }))
    .query(({ ctx, input }) => syncHealthOf(ctx, input)),
  syncNow: organiser({ scope: "group", limit: "sync" })
    .input(z.strictObject({ groupId: rowIdSchema }))
    .mutation(({ ctx, input }) => syncNow(ctx, input)),
  syncCohort: organiser({ scope: "cohort", limit: "sync" })
    .input(z.strictObject({ cohortId: rowIdSchema }))
    .mutation(({ ctx, input }) => syncCohort(ctx, input)),
  repair: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: rowIdSchema, keys: z.array(key).min(1).max(200) }))
    .mutation(({ ctx, input }) => repair(ctx, input)),
  ignore: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: rowIdSchema, key, days: z.number().int().min(1).max(365).optional() }))
    .mutation(({ ctx, input }) => ignoreKey(ctx, input)),
  attend: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: rowIdSchema, key }))
    .mutation(({ ctx, input }) => attendTo(ctx, input)),
  accept: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: rowIdSchema, key }))
    .mutation(({ ctx, input }) => acceptTheirs(ctx, input)),
  driftPolicy: organiser({ scope: "installation" }).query(({ ctx }) => driftPolicy(ctx.em)),
  setDriftPolicy: organiser({ scope: "installation" })
    .input(z.strictObject({ policy: driftPolicySchema }))
    .mutation(({ ctx, input }) => setDriftPolicy(ctx, input)),
  retry: organiser({ scope: "subject", limit: "sync" })
    .input(z.strictObject({ subject: subjectSchema, system: systemSchema }))
    .mutation(({ ctx, input }) => retrySubject(ctx, input)),
});
