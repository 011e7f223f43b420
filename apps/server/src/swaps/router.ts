import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { anyone, member, router } from "../trpc.ts";
import { agreeToSwap } from "./agree.ts";
import { answerSwap, readSwap } from "./by-link.ts";
import { declineSwap } from "./decline.ts";
import { mySwaps } from "./mine.ts";

const ofSwap = z.strictObject({ swapId: rowIdSchema });
const byLink = z.strictObject({ token: z.string().min(1).max(100) });

export const swapsRouter = router({
  mine: member({ scope: "own" }).query(({ ctx }) => mySwaps(ctx)),
  agree: member({ scope: "own", limit: "join" })
    .input(ofSwap)
    .mutation(({ ctx, input }) => agreeToSwap(ctx, { ...input, personId: ctx.viewer.personId })),
  decline: member({ scope: "own", limit: "join" })
    .input(ofSwap)
    .mutation(({ ctx, input }) => declineSwap(ctx, { ...input, personId: ctx.viewer.personId })),
  offer: anyone({ scope: "code" })
    .input(byLink)
    .query(({ ctx, input }) => readSwap(ctx, input)),
  answer: anyone({ scope: "code", limit: "join" })
    .input(byLink.extend({ answer: z.enum(["agree", "decline"]) }))
    .mutation(({ ctx, input }) => answerSwap(ctx, input)),
});
