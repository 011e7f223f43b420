import { displayName } from "@muster/db/entities/person";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { answerQuestion, inTheNameOf, type Answer } from "./answer.ts";
import { questionLinks } from "./question-link.ts";
import { questionAsked, type QuestionAsked } from "./read.ts";
import { standingQuestion, type StandingQuestion } from "./standing-question.ts";

export interface QuestionByLink extends QuestionAsked {
  /** The reader's. */
  name: string;
  course: string;
  cohort: string;
}

const LEADS_NOWHERE = "This link leads nowhere. Open Muster to see your groups.";

/** Which question a signed link is about. Reading it changes nothing, whoever reads it (EM-12). */
async function linked(ctx: Context, token: string): Promise<StandingQuestion> {
  const link = questionLinks.read(ctx.house.config.serviceTokens, token);
  const standing = link && (await standingQuestion(ctx.em, link.id));
  if (!standing) throw new NotFound(LEADS_NOWHERE);
  return standing;
}

export async function readQuestion(ctx: Context, { token }: { token: string }): Promise<QuestionByLink> {
  const standing = await linked(ctx, token);
  const { person, cohort } = standing;
  return {
    ...(await questionAsked(ctx.em, standing, ctx.clock())),
    name: displayName(person),
    course: cohort.course.title,
    cohort: cohort.name,
  };
}

/** Yes or no in the name of whom the link was written to. */
export async function answerByLink(
  ctx: Context,
  { token, answer }: { token: string; answer: Answer },
): Promise<{ sentence: string }> {
  const { question, person } = await linked(ctx, token);
  return answerQuestion(inTheNameOf(ctx, person), { questionId: question.id, personId: person.id, answer });
}
