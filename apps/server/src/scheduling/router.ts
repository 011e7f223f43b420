import { rowIdSchema } from "@muster/domain/row-id";
import { tracked } from "@trpc/server";
import { acceptanceSchema } from "@muster/domain/acceptance";
import { schedulingSettingsSchema } from "@muster/domain/scheduling-settings";
import { calendarDateSchema } from "@muster/domain/time-zone";
import { z } from "zod";
import { organiser, organiserOrBot, router } from "../trpc.ts";
import { acceptProposal } from "./accept-proposal.ts";
import { applyRemedy } from "./apply-remedy.ts";
import { callOffRun } from "./call-off-run.ts";
import { compareRuns } from "./compare-runs.ts";
import { defaultSettings } from "./defaults.ts";
import { discardPreviews } from "./discard-previews.ts";
import { discardRun } from "./discard-run.ts";
import { estimateRun } from "./estimate.ts";
import { EXPORT_FORMATS, exportRun } from "./export-run.ts";
import { listRuns } from "./list-runs.ts";
import { planRun, viewPlanned } from "./plan-run.ts";
import { preflight } from "./preflight.ts";
import { removeRun } from "./remove-run.ts";
import { rerunGroups } from "./rerun-groups.ts";
import { restoreRun } from "./restore-run.ts";
import { startRun } from "./start-run.ts";
import { stopRun } from "./stop-run.ts";
import { viewProposal } from "./view-proposal.ts";
import { watchRun } from "./watch-run.ts";

const ofCohort = z.strictObject({ cohortId: rowIdSchema });
const ofRun = z.strictObject({ runId: rowIdSchema });
/** Run again from an earlier run, with these places of its proposal kept. */
const againSchema = z.strictObject({
  runId: rowIdSchema,
  keep: z.array(z.strictObject({ personId: rowIdSchema, group: z.string().max(80) })).max(10_000),
  moving: z.enum(["least", "freely"]).optional(),
});
/** A wall time of the cohort's zone. */
const momentSchema = z.strictObject({
  date: calendarDateSchema,
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "A time is written as 18:00" }),
});
const asked = ofCohort.extend({ settings: schedulingSettingsSchema });

export const schedulingRouter = router({
  defaults: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => defaultSettings(ctx, input)),
  preflight: organiser({ scope: "cohort" })
    .input(asked)
    .query(({ ctx, input }) => preflight(ctx, input)),
  start: organiser({ scope: "cohort" })
    .input(asked.extend({ keepPlaced: z.boolean().optional(), again: againSchema.optional() }))
    .mutation(({ ctx, input }) => startRun(ctx, input)),
  rerun: organiser({ scope: "cohort" })
    .input(
      ofCohort.extend({
        groups: z
          .array(z.strictObject({ groupId: rowIdSchema, expectedVersion: z.number().int().nonnegative() }))
          .max(2_000),
        keep: z.array(z.strictObject({ personId: rowIdSchema, groupId: rowIdSchema })).max(10_000),
      }),
    )
    .mutation(({ ctx, input }) => rerunGroups(ctx, input)),
  planned: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => viewPlanned(ctx, input)),
  plan: organiser({ scope: "cohort" })
    .input(asked.extend({ at: momentSchema }))
    .mutation(({ ctx, input }) => planRun(ctx, input)),
  callOff: organiser({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => callOffRun(ctx, input)),
  applyRemedy: organiser({ scope: "run" })
    .input(ofRun.extend({ personId: rowIdSchema, remedy: z.number().int().min(0).max(10) }))
    .mutation(({ ctx, input }) => applyRemedy(ctx, input)),
  stop: organiser({ scope: "run" })
    .input(ofRun)
    .mutation(({ ctx, input }) => stopRun(ctx, input)),
  discard: organiser({ scope: "run" })
    .input(ofRun)
    .mutation(({ ctx, input }) => discardRun(ctx, input)),
  remove: organiser({ scope: "run" })
    .input(ofRun)
    .mutation(({ ctx, input }) => removeRun(ctx, input)),
  restore: organiser({ scope: "run" })
    .input(ofRun)
    .mutation(({ ctx, input }) => restoreRun(ctx, input)),
  watch: organiserOrBot({ scope: "run" })
    .input(ofRun.extend({ lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input: { runId }, signal }) {
      let count = 0;
      for await (const state of watchRun(ctx, { runId, signal: signal! })) yield tracked(`${runId}-${++count}`, state);
    }),
  estimate: organiser({ scope: "cohort" })
    .input(asked.extend({ keepPlaced: z.boolean().optional() }))
    .subscription(({ ctx, input, signal }) => estimateRun(ctx, { ...input, signal: signal! })),
  runs: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => listRuns(ctx, input)),
  proposal: organiser({ scope: "run" })
    .input(ofRun)
    .query(({ ctx, input }) => viewProposal(ctx, input)),
  export: organiser({ scope: "run" })
    .input(ofRun.extend({ format: z.enum(EXPORT_FORMATS) }))
    .query(({ ctx, input }) => exportRun(ctx, input)),
  accept: organiser({ scope: "run" })
    .input(ofRun.extend(acceptanceSchema.shape))
    .mutation(({ ctx, input }) => acceptProposal(ctx, input)),
  compare: organiser({ scope: "run" })
    .input(z.strictObject({ one: rowIdSchema, other: rowIdSchema }))
    .query(({ ctx, input }) => compareRuns(ctx, input)),
  discardPreviews: organiser({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => discardPreviews(ctx, input)),
});
