import type { EntityManager } from "@muster/db/orm";
import type { Interval } from "@muster/domain/week";
import { askerOf, outcomeWords, promiseWords, windowOf } from "./question-words.ts";
import { firstMeeting, stateOf, type StandingQuestion } from "./standing-question.ts";

/** A question as whoever is asked reads it. */
export interface QuestionAsked {
  questionId: number;
  cohortId: number;
  /** Who asks; null once they are nobody here any more. */
  by: string | null;
  /** In the reader's own week, on the clock of `timeZone`. */
  window: Interval;
  timeZone: string;
  firstMeetingAt: Date | null;
  until: Date;
  open: boolean;
  /** What a yes does, in a sentence. */
  promise: string;
  sentence: string;
}

export async function questionAsked(em: EntityManager, standing: StandingQuestion, now: Date): Promise<QuestionAsked> {
  const { question, cohort } = standing;
  const state = stateOf(standing, now);
  const firstMeetingAt = await firstMeeting(em, standing, now);
  return {
    questionId: question.id,
    cohortId: cohort.id,
    by: askerOf(standing),
    window: windowOf(question),
    timeZone: question.timeZone,
    firstMeetingAt,
    until: question.until,
    open: state === "open",
    promise: promiseWords(standing, firstMeetingAt),
    sentence: outcomeWords(standing, state),
  };
}
