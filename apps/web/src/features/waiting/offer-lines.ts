import { momentOf } from "../../dates/instant-words.ts";
import type { Outputs } from "../../app/trpc.ts";

export type OfferByLink = Outputs["waiting"]["offer"];

/** What the letter's reader is asked, with every time on their own clock. */
export function offerLines(offer: Omit<OfferByLink, "sentence" | "open" | "slot">): string[] {
  const { group, nextMeetingAt, timeZone, offerUntil, current, otherLists } = offer;
  return [
    `A seat in ${group} is kept for you until ${momentOf(offerUntil, timeZone)}. After that it goes to the next in line.`,
    ...(nextMeetingAt ? [`${group} meets next on ${momentOf(nextMeetingAt, timeZone)}.`] : []),
    ...(current ? [`Taking it is a switch: you leave ${current}.`] : []),
    ...(otherLists > 0 ? ["Taking it also takes you out of your other lines in this cohort."] : []),
  ];
}
