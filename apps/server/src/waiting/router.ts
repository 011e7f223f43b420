import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { anyone, member, organiser, router } from "../trpc.ts";
import { acceptOffer } from "./accept-offer.ts";
import { joinWaitingList } from "./join-list.ts";
import { leaveWaitingList } from "./leave-list.ts";
import { leaveByLink, readLine } from "./line-by-link.ts";
import { myWaits } from "./mine.ts";
import { answerOffer, readOffer } from "./offer-by-link.ts";
import { putInLine } from "./put-in-line.ts";
import { returnToWaitingList } from "./return-to-list.ts";
import { takeOutOfLine } from "./take-out.ts";

const ofWait = z.strictObject({ waitId: rowIdSchema });
const byLink = z.strictObject({ token: z.string().min(1).max(100) });

export const waitingRouter = router({
  mine: member({ scope: "own" }).query(({ ctx }) => myWaits(ctx)),
  join: member({ scope: "group", limit: "join" })
    .input(z.strictObject({ groupId: rowIdSchema }))
    .mutation(({ ctx, input }) => joinWaitingList(ctx, input)),
  accept: member({ scope: "own", limit: "join" })
    .input(ofWait)
    .mutation(({ ctx, input }) => acceptOffer(ctx, { ...input, personId: ctx.viewer.personId })),
  leave: member({ scope: "own", limit: "join" })
    .input(ofWait.extend({ keepOthers: z.boolean().default(true) }))
    .mutation(({ ctx, input }) => leaveWaitingList(ctx, { ...input, personId: ctx.viewer.personId })),
  returnTo: member({ scope: "own", limit: "join" })
    .input(ofWait)
    .mutation(({ ctx, input }) => returnToWaitingList(ctx, input)),
  putInLine: organiser({ scope: "group" })
    .input(z.strictObject({ groupId: rowIdSchema, personId: rowIdSchema }))
    .mutation(({ ctx, input }) => putInLine(ctx, input)),
  takeOut: organiser({ scope: "group" })
    .input(ofWait)
    .mutation(({ ctx, input }) => takeOutOfLine(ctx, input)),
  line: anyone({ scope: "code" })
    .input(byLink)
    .query(({ ctx, input }) => readLine(ctx, input)),
  leaveByLink: anyone({ scope: "code", limit: "join" })
    .input(byLink)
    .mutation(({ ctx, input }) => leaveByLink(ctx, input)),
  offer: anyone({ scope: "code" })
    .input(byLink)
    .query(({ ctx, input }) => readOffer(ctx, input)),
  answer: anyone({ scope: "code", limit: "join" })
    .input(byLink.extend({ answer: z.enum(["accept", "decline"]), keepOthers: z.boolean().default(true) }))
    .mutation(({ ctx, input }) => answerOffer(ctx, input)),
});
