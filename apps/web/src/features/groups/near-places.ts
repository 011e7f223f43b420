import { weekMinuteWords } from "../../dates/week-words.ts";
import { listOf } from "../../ui/count-words.ts";
import type { Outputs } from "../../app/trpc.ts";

export type NearPlace = Outputs["groups"]["nearest"][number]["near"][number];
export type NearStart = NonNullable<NearPlace["shift"]>;

/** Nothing of their own week is in the way: only seats may be. */
export const isFreeThen = ({ missingMinutes, elsewhere }: NearPlace): boolean =>
  missingMinutes === 0 && elsewhere === null;

/** `30 min of it not free; 6 of 8 seats taken`: what is in the way, everything at once (SC-14). */
export function hindranceWords({ missingMinutes, elsewhere, taken, seats, ledBy }: NearPlace): string {
  const hours = missingMinutes === 0 ? "free for all of it" : `${missingMinutes} min of it not free`;
  return [
    hours,
    ...(elsewhere === null ? [] : [`in ${elsewhere} at that time`]),
    ...(ledBy === null ? [] : [`${ledBy} leads it`]),
    taken >= seats ? `full with ${taken} of ${seats}` : `${taken} of ${seats} seats taken`,
  ].join("; ");
}

/** `becomes 9 of 8, 1 more than seats`: how full it is with one more. */
export const becomesWords = ({ taken, seats }: Pick<NearPlace, "taken" | "seats">): string =>
  `becomes ${taken + 1} of ${seats}${taken + 1 > seats ? `, ${taken + 1 - seats} more than seats` : ""}`;

/** `30 min later`. */
export const shiftedWords = ({ minutes }: Pick<NearStart, "minutes">): string =>
  `${Math.abs(minutes)} min ${minutes > 0 ? "later" : "earlier"}`;

export const minuteOfStart = ({ weekday, startMinute }: NearStart): number => weekday * 1_440 + startMinute;

/** Why a near hour is no remedy: `At Tue 18:30 it would lose Lee, who leads it.` Null where it costs nobody anything. */
export function costWords(start: NearStart): string | null {
  if (start.loses.length === 0) return null;
  const who = start.loses.map(({ name, role }) => (role === "facilitator" ? `${name}, who leads it` : name));
  return `Moved to ${weekMinuteWords(minuteOfStart(start))} it would suit ${listOf(who)} less.`;
}
