import { rowIdSchema } from "@muster/domain/row-id";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { bot, router } from "../trpc.ts";
import { cohortStatus } from "./cohort-status.ts";
import { invocationFields } from "./invoker.ts";
import { cohortOptions, groupOptions, PURPOSES } from "./options.ts";
import { planByCommand, realizeOutlook } from "./outlook.ts";
import { personGroups } from "./person-groups.ts";
import { realizeByCommand, watchRealizeByCommand } from "./realize.ts";
import { scheduleByCommand, scheduleResult } from "./schedule.ts";
import { stopRealizeByCommand } from "./stop-realize.ts";
import { stopRunByCommand } from "./stop-run.ts";
import { syncGroupByCommand } from "./sync-group.ts";

const invoked = z.strictObject(invocationFields);
const ofCohort = invoked.extend({ cohortId: rowIdSchema });
const typed = z.string().max(100);

/** Checked together with the cohort's own terms once they are known. */
const someSettings = z.strictObject({
  meetingLengthMinutes: z.number().optional(),
  stepMinutes: z.number().optional(),
  minPeople: z.number().optional(),
  maxPeople: z.number().optional(),
  useIfNeeded: z.boolean().optional(),
  balance: z.boolean().optional(),
  iterations: z.number().optional(),
  timeLimitSeconds: z.number().optional(),
  seed: z.number().optional(),
});

export const commandsRouter = router({
  cohortOptions: bot({ scope: "cohort" })
    .input(invoked.extend({ purpose: z.enum(PURPOSES), typed }))
    .query(({ ctx, input }) => cohortOptions(ctx, input)),
  groupOptions: bot({ scope: "group" })
    .input(invoked.extend({ typed }))
    .query(({ ctx, input }) => groupOptions(ctx, input)),
  schedule: bot({ scope: "cohort" })
    .input(ofCohort.extend({ settings: someSettings }))
    .mutation(({ ctx, input }) => scheduleByCommand(ctx, input)),
  scheduleResult: bot({ scope: "run" })
    .input(invoked.extend({ runId: rowIdSchema }))
    .query(({ ctx, input }) => scheduleResult(ctx, input)),
  realize: bot({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => realizeByCommand(ctx, input)),
  watchRealize: bot({ scope: "cohort" })
    .input(ofCohort.extend({ since: z.date(), lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      let count = 0;
      for await (const state of watchRealizeByCommand(ctx, { ...input, signal: signal! }))
        yield tracked(String(++count), state);
    }),
  stopRun: bot({ scope: "run" })
    .input(invoked.extend({ runId: rowIdSchema }))
    .mutation(({ ctx, input }) => stopRunByCommand(ctx, input)),
  stopRealize: bot({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => stopRealizeByCommand(ctx, input)),
  realizeOutlook: bot({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => realizeOutlook(ctx, input)),
  planRealize: bot({ scope: "cohort" })
    .input(ofCohort.extend({ lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      let count = 0;
      for await (const state of planByCommand(ctx, { ...input, signal: signal! }))
        yield tracked(String(++count), state);
    }),
  personGroups: bot({ scope: "person" })
    .input(invoked.extend({ discordId: invocationFields.invoker.shape.discordId }))
    .query(({ ctx, input }) => personGroups(ctx, input)),
  syncGroup: bot({ scope: "group" })
    .input(invoked.extend({ groupId: rowIdSchema }))
    .mutation(({ ctx, input }) => syncGroupByCommand(ctx, input)),
  cohortStatus: bot({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => cohortStatus(ctx, input)),
});
