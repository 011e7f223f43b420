import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { questionLinks } from "./question-link.ts";
import { askerOf, hoursWords, promiseWords } from "./question-words.ts";
import { firstMeeting, standingQuestion, stateOf } from "./standing-question.ts";

/** What a letter that asks says beside its reader and cohort; null once there is nothing to answer. */
export async function openQuestion(ctx: Context, em: EntityManager, questionId: number) {
  const standing = await standingQuestion(em, questionId);
  if (!standing || stateOf(standing, ctx.clock()) !== "open") return null;
  const { question } = standing;
  const nextMeeting = await firstMeeting(em, standing, ctx.clock());
  const link = { id: question.id, until: question.until };
  return {
    answerPath: `question/${questionLinks.write(ctx.house.config.serviceTokens[0]!, link)}`,
    nextMeeting,
    question: {
      by: askerOf(standing) ?? "Your organiser",
      hours: hoursWords(question),
      promise: promiseWords(standing, nextMeeting),
    },
  };
}
