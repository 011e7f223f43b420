import { rowIdSchema } from "@muster/domain/row-id";
import { tracked } from "@trpc/server";
import { wordsSchema } from "@muster/domain/plain-text";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { approveRealization } from "./approve.ts";
import { planRealization } from "./plan.ts";
import { realizeCohort } from "./realize-cohort.ts";
import { stopRealization } from "./stop.ts";
import { unrealizeCohort } from "./unrealize.ts";
import { watchRealization } from "./watch.ts";

/** Why groups are right all the same, where something hard speaks against them. */
const reason = wordsSchema(500, "A reason has at most 500 letters");
const ofCohort = z.strictObject({ cohortId: rowIdSchema });

export const realizationRouter = router({
  plan: organiser({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => planRealization(ctx, input)),
  watch: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      let count = 0;
      for await (const state of watchRealization(ctx, { cohortId: input.cohortId, signal: signal! }))
        yield tracked(String(++count), state);
    }),
  approve: organiser({ scope: "cohort" })
    .input(
      ofCohort.extend({
        fingerprint: z.string().length(32),
        people: z.number().int().positive().optional(),
        reason: reason.optional(),
      }),
    )
    .mutation(({ ctx, input }) => approveRealization(ctx, input)),
  stop: organiser({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => stopRealization(ctx, input)),
  unrealize: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ seen: z.string().length(32).optional() }))
    .mutation(({ ctx, input }) => unrealizeCohort(ctx, input)),
  realize: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ reason: reason.optional() }))
    .mutation(async ({ ctx, input }) => ({ groups: (await realizeCohort(ctx, input)).groups })),
});
