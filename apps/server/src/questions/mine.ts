import { Question } from "@muster/db/entities/question";
import type { Context, Signed } from "../context.ts";
import { questionAsked, type QuestionAsked } from "./read.ts";
import { standingQuestion } from "./standing-question.ts";

/** What one is asked and has not answered, the soonest to end first. */
export async function myQuestions(ctx: Signed<Context>): Promise<QuestionAsked[]> {
  const now = ctx.clock();
  const rows = await ctx.em.find(
    Question,
    { person: ctx.viewer.personId, state: "open", until: { $gt: now } },
    { orderBy: { until: "asc", id: "asc" }, fields: ["id"] },
  );
  const mine: QuestionAsked[] = [];
  for (const { id } of rows) {
    const standing = await standingQuestion(ctx.em, id);
    if (standing) mine.push(await questionAsked(ctx.em, standing, now));
  }
  return mine.filter(({ open }) => open);
}
