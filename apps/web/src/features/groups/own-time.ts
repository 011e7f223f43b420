import { modulo } from "@muster/domain/week";
import { offsetMinutesAt } from "@muster/domain/time-zone";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";

interface Reading {
  /** Whose clock the minute is on. */
  timeZone: string;
  /** Whoever reads it. */
  own: string;
  /** The date it is read for: offsets are that day's. */
  at: Date;
}

/** `Tue 19:00 (Berlin) for you`, beside an hour of another zone; nothing where the clocks agree. */
export function ownTime(minute: number, { timeZone, own, at }: Reading): string | null {
  const ahead = offsetMinutesAt(own, at) - offsetMinutesAt(timeZone, at);
  return ahead === 0 ? null : `${weekMinuteWords(modulo(minute + ahead))} (${cityOf(own)}) for you`;
}

/** `Tue 18:00 (London), Tue 19:00 (Berlin) for you` */
export function bothTimes(minute: number, reading: Reading): string {
  const theirs = `${weekMinuteWords(minute)} (${cityOf(reading.timeZone)})`;
  const own = ownTime(minute, reading);
  return own ? `${theirs}, ${own}` : theirs;
}
