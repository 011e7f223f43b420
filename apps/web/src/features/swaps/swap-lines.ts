import type { Outputs } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";

export type SwapByLink = Outputs["swaps"]["offer"];

/** What the letter's reader is asked, with every time on their own clock. */
export function swapLines(swap: Omit<SwapByLink, "open" | "name" | "course" | "cohort">): string[] {
  const { sentence, mine, theirs, myNextAt, theirNextAt, until, timeZone } = swap;
  return [
    sentence,
    ...(theirNextAt ? [`${theirs} meets next on ${momentOf(theirNextAt, timeZone)}.`] : []),
    ...(myNextAt ? [`${mine}, which you would leave, meets next on ${momentOf(myNextAt, timeZone)}.`] : []),
    `You trade places at once when both of you have said yes, which is possible until ${momentOf(until, timeZone)}. Until then nothing changes.`,
  ];
}
