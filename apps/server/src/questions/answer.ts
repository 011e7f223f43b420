import { Person, displayName } from "@muster/db/entities/person";
import { normaliseAvailability } from "@muster/domain/availability";
import { offsetMinutesAt } from "@muster/domain/time-zone";
import { modulo, type Interval } from "@muster/domain/week";
import { audit } from "../audit/record.ts";
import { keepWeek } from "../availability/keep-week.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { joinIn } from "../groups/join.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { askerOf, hoursWords, outcomeWords, windowOf } from "./question-words.ts";
import { effectOf, standingQuestion, stateOf, type StandingQuestion } from "./standing-question.ts";

export interface OwnQuestion {
  questionId: number;
  personId: number;
}

export type Answer = "yes" | "no";

/**
 * Yes adds the hours as If needed and, where a group with a free seat is named, takes it under that group's lock, all or
 * nothing; a group that was filled meanwhile leaves the hours. No changes nothing. What was answered once stays answered.
 */
export async function answerQuestion(
  ctx: Context,
  { answer, ...own }: OwnQuestion & { answer: Answer },
): Promise<{ sentence: string }> {
  return together(ctx, async (tx) => {
    const standing = await holdQuestion(tx, own);
    const now = tx.clock();
    const state = stateOf(standing, now);
    if (state !== "open") return { sentence: outcomeWords(standing, state) };
    const { question, cohort, group } = standing;
    const effect = answer === "yes" ? effectOf(standing) : null;
    if (answer === "yes") await addHours(tx, standing);
    if (effect === "place") await joinIn(tx, { personId: own.personId, groupId: group!.id, isInvited: true });
    Object.assign(question, { state: answer, closedAt: now, effect });
    await audit(tx, {
      action: "questions.answer",
      object: `person:${own.personId}`,
      before: { hours: hoursWords(question), askedBy: askerOf(standing), askedAt: question.askedAt },
      after: { answer, effect, group: group?.name ?? null },
      cohortId: cohort.id,
    });
    await ring(tx, "person", own.personId);
    await ring(tx, "cohort", cohort.id);
    await tx.em.flush();
    return { sentence: outcomeWords(standing, answer) };
  });
}

/** Somebody's own question once nobody else can change what it rests on; another's does not exist. */
async function holdQuestion(tx: Tx, { questionId, personId }: OwnQuestion): Promise<StandingQuestion> {
  const seen = await standingQuestion(tx.em, questionId);
  if (seen?.person.id !== personId) throw new NotFound("There is no such question.");
  await holdSignup(tx, { personId, cohortId: seen.cohort.id });
  await lockGroups(tx, [seen.place?.id ?? null, seen.group?.id ?? null]);
  await tx.em.execute("select 1 from people where id = ? for update", [personId]);
  return (await standingQuestion(tx.em, questionId))!;
}

/** On the clock their week is on now, if they have moved since they were asked. */
async function addHours(tx: Tx, { question, person: { id } }: StandingQuestion): Promise<void> {
  const person = await tx.em.findOneOrFail(Person, id, { refresh: true });
  const timeZone = person.timeZone ?? question.timeZone;
  const hours = onClock(windowOf(question), { from: question.timeZone, to: timeZone, at: tx.clock() });
  const { available = [], ifNeeded = [] } = person.availability ?? {};
  const availability = normaliseAvailability({ available, ifNeeded: [...ifNeeded, hours] });
  await keepWeek(tx, person, { availability, timeZone });
}

interface Clocks {
  from: string;
  to: string;
  at: Date;
}

function onClock({ start, end }: Interval, { from, to, at }: Clocks): Interval {
  const moved = modulo(start + offsetMinutesAt(to, at) - offsetMinutesAt(from, at));
  return { start: moved, end: moved + end - start };
}

/** The same in the name of whom a link was written to, who need not be signed in. */
export const inTheNameOf = (ctx: Context, person: Pick<Person, "id" | "name" | "discordUsername">): Context => ({
  ...ctx,
  actor: { personId: person.id, words: displayName(person) },
});
