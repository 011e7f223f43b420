import { endingDeedSchema } from "@muster/domain/ending";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { planEnding } from "./plan.ts";
import { readEnding } from "./read.ts";

/** What would happen before anything does; the deeds themselves are the groups' and the cohort's. */
export const endingsRouter = router({
  look: organiser({ scope: "group" })
    .input(z.strictObject({ deed: endingDeedSchema }))
    .mutation(({ ctx, input }) => planEnding(ctx, input)),
  plan: organiser({ scope: "group" })
    .input(z.strictObject({ deed: endingDeedSchema, planId: z.string().min(1).max(64) }))
    .query(({ ctx, input }) => readEnding(ctx, input)),
});
