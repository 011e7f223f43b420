import { rowIdSchema } from "@muster/domain/row-id";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { member, router } from "../trpc.ts";
import { followEvents } from "./follow.ts";

export const eventsRouter = router({
  follow: member({ scope: "own" })
    .input(z.strictObject({ cohortId: rowIdSchema.optional(), lastEventId: z.string().max(64).nullish() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const { cursor, bell } of followEvents(ctx, { ...input, signal: signal! }))
        yield tracked(cursor, bell);
    }),
});
