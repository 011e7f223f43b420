import { displayName } from "@muster/db/entities/person";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { holdSignup } from "../groups/seats.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { hoursWords } from "./question-words.ts";
import { standingQuestion, stateOf, type StandingQuestion } from "./standing-question.ts";

/** An organiser takes an open question back; nothing for one that is no longer asked. Conflict: it was answered. */
export async function withdrawQuestion(ctx: Context, { questionId }: { questionId: number }): Promise<void> {
  await together(ctx, async (tx) => {
    const seen = await found(tx, questionId);
    const [personId, cohortId] = [seen.person.id, seen.cohort.id];
    await holdSignup(tx, { personId, cohortId });
    const standing = await found(tx, questionId);
    const { question, person } = standing;
    const state = stateOf(standing, tx.clock());
    if (state === "yes" || state === "no") throw new Conflict(`${displayName(person)} has answered already: ${state}.`);
    if (state !== "open") return;
    Object.assign(question, { state: "withdrawn", closedAt: tx.clock() });
    await audit(tx, {
      action: "questions.withdraw",
      object: `person:${personId}`,
      before: { hours: hoursWords(question) },
      cohortId,
    });
    await ring(tx, "person", personId);
    await ring(tx, "cohort", cohortId);
  });
}

async function found(tx: Tx, questionId: number): Promise<StandingQuestion> {
  const standing = await standingQuestion(tx.em, questionId);
  if (!standing) throw new NotFound("There is no such question.");
  return standing;
}
