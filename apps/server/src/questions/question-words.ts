import { displayName } from "@muster/db/entities/person";
import { formatStretch } from "@muster/domain/meeting-slot";
import { cityOf } from "@muster/domain/time-zone";
import type { Interval } from "@muster/domain/week";
import type { Effect, QuestionState } from "@muster/domain/question";
import { effectOf, type StandingQuestion } from "./standing-question.ts";

interface Asked {
  startMinute: number;
  endMinute: number;
  timeZone: string;
}

export const windowOf = ({ startMinute, endMinute }: Asked): Interval => ({ start: startMinute, end: endMinute });

/** `Tuesday 18:30–19:00 (Berlin)`, on their own clock. */
export const hoursWords = (asked: Asked): string =>
  `${formatStretch(asked.startMinute, asked.endMinute).replaceAll("-", "–")} (${cityOf(asked.timeZone)})`;

/** `Tuesdays 18:00 (Berlin)`: when the meeting is, on their own clock and about that date. */
function weeklyWords(at: Date, timeZone: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone, hourCycle: "h23" }).format(at);
  return `${part({ weekday: "long" })}s ${part({ hour: "2-digit", minute: "2-digit" })} (${cityOf(timeZone)})`;
}

/** What a yes does, before it is said. */
export function promiseWords(standing: StandingQuestion, first: Date | null): string {
  const { question, group, place } = standing;
  const added = `If you say yes, ${hoursWords(question)} is added to your week as If needed`;
  const name = group?.name ?? "The group";
  const weekly = first && weeklyWords(first, question.timeZone);
  const when = weekly ? `, ${weekly}` : "";
  const ends = {
    place: `, and you have a place in ${name}${when}.`,
    full: `. ${name}${when} is full at the moment, so that this gives you no place in it yet.`,
    elsewhere: `. Your place in ${place?.name ?? "your group"} stays as it is.`,
    gone: `. ${name} no longer meets then, so that this gives you no place in it.`,
    hours: `, and the organiser looks again for a place for you${weekly ? `, for instance ${weekly}` : ""}.`,
  } satisfies Record<Effect, string>;
  return `${added}${ends[effectOf(standing)]}`;
}

/** What has become of it, to whom it was asked. */
export function outcomeWords(standing: StandingQuestion, state: QuestionState): string {
  const { question, group } = standing;
  switch (state) {
    case "open":
      return `Could you make ${hoursWords(question)}?`;
    case "yes":
      return `You said yes: ${hoursWords(question)} is in your week as If needed${yesEnds(effectOf(standing), group?.name)}`;
    case "no":
      return "You said no, and nothing has changed. The organiser sees it.";
    case "withdrawn":
      return "This question is no longer open: the organiser does not need an answer any more.";
    case "expired":
      return "The time for this question has passed, and nothing has changed.";
  }
}

function yesEnds(effect: Effect, name = "the group"): string {
  const ends = {
    place: `, and you have a place in ${name}.`,
    full: `. There is no free seat in ${name}; the organiser sees that you could come.`,
    elsewhere: ". Your place stays as it is.",
    gone: `. You have no place in ${name}, which no longer meets then; the organiser sees that you could come.`,
    hours: ". The organiser sees it and looks again for a place for you.",
  } satisfies Record<Effect, string>;
  return ends[effect];
}

/** Who asks, by name; null once they are nobody here any more. */
export function askerOf({ question }: StandingQuestion): string | null {
  return question.askedBy && displayName(question.askedBy);
}
