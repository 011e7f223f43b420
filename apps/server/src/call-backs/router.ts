import { rowIdSchema } from "@muster/domain/row-id";
import { callBackWordsSchema } from "@muster/domain/call-back";
import { z } from "zod";
import { member, organiser, router } from "../trpc.ts";
import { askForCallBack } from "./ask.ts";
import { answerCallBack, takeBackCallBack } from "./close.ts";
import { openCallBacks } from "./list.ts";
import { myCallBack } from "./mine.ts";

const ofCohort = z.strictObject({ cohortId: rowIdSchema });
const ofCallBack = z.strictObject({ callBackId: rowIdSchema });

export const callBacksRouter = router({
  mine: member({ scope: "own" })
    .input(ofCohort)
    .query(({ ctx, input }) => myCallBack(ctx, input)),
  ask: member({ scope: "cohort" })
    .input(ofCohort.extend({ note: callBackWordsSchema.optional() }))
    .mutation(({ ctx, input }) => askForCallBack(ctx, input)),
  takeBack: member({ scope: "own" })
    .input(ofCallBack)
    .mutation(({ ctx, input }) => takeBackCallBack(ctx, input)),
  open: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => openCallBacks(ctx, input)),
  answer: organiser({ scope: "cohort" })
    .input(ofCallBack.extend({ answer: callBackWordsSchema.optional() }))
    .mutation(({ ctx, input }) => answerCallBack(ctx, input)),
});
