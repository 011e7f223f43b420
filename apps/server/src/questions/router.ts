import { rowIdSchema } from "@muster/domain/row-id";
import { askSchema } from "@muster/domain/question";
import { z } from "zod";
import { anyone, member, organiser, router } from "../trpc.ts";
import { answerQuestion } from "./answer.ts";
import { ask } from "./ask.ts";
import { answerByLink, readQuestion } from "./by-link.ts";
import { questionsOf } from "./list.ts";
import { myQuestions } from "./mine.ts";
import { withdrawQuestion } from "./withdraw.ts";

const ofQuestion = z.strictObject({ questionId: rowIdSchema });
const byLink = z.strictObject({ token: z.string().min(1).max(100) });
const answer = z.enum(["yes", "no"]);

export const questionsRouter = router({
  ask: organiser({ scope: "cohort" })
    .input(askSchema)
    .mutation(({ ctx, input }) => ask(ctx, input)),
  list: organiser({ scope: "cohort" })
    .input(z.strictObject({ cohortId: rowIdSchema }))
    .query(({ ctx, input }) => questionsOf(ctx, input)),
  withdraw: organiser({ scope: "cohort" })
    .input(ofQuestion)
    .mutation(({ ctx, input }) => withdrawQuestion(ctx, input)),
  mine: member({ scope: "own" }).query(({ ctx }) => myQuestions(ctx)),
  answer: member({ scope: "own", limit: "join" })
    .input(ofQuestion.extend({ answer }))
    .mutation(({ ctx, input }) => answerQuestion(ctx, { ...input, personId: ctx.viewer.personId })),
  asked: anyone({ scope: "code" })
    .input(byLink)
    .query(({ ctx, input }) => readQuestion(ctx, input)),
  answerByLink: anyone({ scope: "code", limit: "join" })
    .input(byLink.extend({ answer }))
    .mutation(({ ctx, input }) => answerByLink(ctx, input)),
});
