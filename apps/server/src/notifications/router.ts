import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { deliveries } from "./deliveries.ts";
import { readOutbox } from "./outbox.ts";
import { resend } from "./resend.ts";
import { undelivered } from "./undelivered.ts";

const id = z.number().int().positive();

export const notificationsRouter = router({
  deliveries: organiser({ scope: "cohort" })
    .input(z.strictObject({ cohortId: id }))
    .query(({ ctx, input }) => deliveries(ctx, input)),
  undelivered: organiser({ scope: "cohort" })
    .input(z.strictObject({ cohortId: id }))
    .query(({ ctx, input }) => undelivered(ctx, input)),
  resend: organiser({ scope: "group" })
    .input(z.strictObject({ notificationId: id }))
    .mutation(({ ctx, input }) => resend(ctx, input)),
  outbox: organiser({ scope: "installation" }).query(({ ctx }) => readOutbox(ctx)),
});
