import { aheadWords } from "@muster/domain/waiting";
import { momentOf } from "../../dates/instant-words.ts";
import type { Outputs } from "../../app/trpc.ts";

export type MyWait = Outputs["waiting"]["mine"][number];

/** What one reads about a place in line; an offer names its end on the reader's clock. */
export function waitWords({ name, ahead, offerUntil, over }: MyWait, timeZone: string): string {
  if (over) return over.sentence;
  if (offerUntil)
    return `A seat in ${name} is kept for you until ${momentOf(offerUntil, timeZone)}. After that it goes to the next in line.`;
  return `You are in line for ${name}, ${aheadWords(ahead)}. You are told as soon as a seat is kept for you.`;
}
