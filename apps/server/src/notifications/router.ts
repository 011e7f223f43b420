import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { TOPIC_NAMES } from "@muster/domain/message-kind";
import { anyone, member, organiser, router } from "../trpc.ts";
import { deliveryHold } from "./delivery-hold.ts";
import { deliveries } from "./deliveries.ts";
import { readOutbox } from "./outbox.ts";
import { myMessages, setMessages } from "./preferences.ts";
import { releaseDelivery } from "./release-delivery.ts";
import { resend } from "./resend.ts";
import { undelivered } from "./undelivered.ts";
import { changeSubscription, readSubscription } from "./unsubscribe.ts";
import { resumeWriting, writingStopped } from "./writing-stop.ts";

const byLink = z.strictObject({ token: z.string().min(1).max(100) });

export const notificationsRouter = router({
  deliveries: organiser({ scope: "cohort" })
    .input(z.strictObject({ cohortId: rowIdSchema }))
    .query(({ ctx, input }) => deliveries(ctx, input)),
  undelivered: organiser({ scope: "cohort" })
    .input(z.strictObject({ cohortId: rowIdSchema }))
    .query(({ ctx, input }) => undelivered(ctx, input)),
  resend: organiser({ scope: "group" })
    .input(z.strictObject({ notificationId: rowIdSchema }))
    .mutation(({ ctx, input }) => resend(ctx, input)),
  mine: member({ scope: "own" }).query(({ ctx }) => myMessages(ctx)),
  choose: member({ scope: "own" })
    .input(
      z.strictObject({ topic: z.enum(TOPIC_NAMES), channel: z.enum(["email", "discord_dm"]), wanted: z.boolean() }),
    )
    .mutation(({ ctx, input }) => setMessages(ctx, input)),
  subscription: anyone({ scope: "code" })
    .input(byLink)
    .query(({ ctx, input }) => readSubscription(ctx, input)),
  changeSubscription: anyone({ scope: "code", limit: "join" })
    .input(byLink.extend({ wanted: z.boolean() }))
    .mutation(({ ctx, input }) => changeSubscription(ctx, input)),
  directMessages: organiser({ scope: "installation" }).query(async ({ ctx }) => ({
    stopped: await writingStopped(ctx.em, ctx.clock()),
  })),
  resumeDirectMessages: organiser({ scope: "installation" }).mutation(({ ctx }) => resumeWriting(ctx)),
  held: organiser({ scope: "installation" }).query(({ ctx }) => deliveryHold(ctx.em)),
  release: organiser({ scope: "installation" })
    .input(z.strictObject({ what: z.enum(["send", "drop"]) }))
    .mutation(({ ctx, input }) => releaseDelivery(ctx, input)),
  outbox: organiser({ scope: "installation" }).query(({ ctx }) => readOutbox(ctx)),
});
