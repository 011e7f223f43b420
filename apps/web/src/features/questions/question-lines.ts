import type { Outputs } from "../../app/trpc.ts";
import { cityOf, momentOf } from "../../dates/instant-words.ts";
import { blockWords } from "../../dates/week-words.ts";

export type MyQuestion = Outputs["questions"]["mine"][number];
type Told = Pick<MyQuestion, "by" | "window" | "timeZone" | "promise" | "firstMeetingAt" | "until">;

/** What one is asked, what a yes does and until when, every time on the reader's own clock. */
export function questionLines({ by, promise, firstMeetingAt, until, ...asked }: Told): string[] {
  const { timeZone } = asked;
  return [
    `${by ?? "Your organiser"} asks whether you could make ${blockWords(asked.window, "long")} (${cityOf(timeZone)}) free.`,
    promise,
    ...(firstMeetingAt ? [`The first of these meetings would be on ${momentOf(firstMeetingAt, timeZone)}.`] : []),
    `If you say no, nothing changes. You can answer until ${momentOf(until, timeZone)}.`,
  ];
}
