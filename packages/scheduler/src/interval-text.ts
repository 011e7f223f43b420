import {
  clockTime,
  DAY_LETTERS,
  modulo,
  parseIntervals,
  WEEKDAYS,
  weekdayOf,
  WeekTextError,
  type Interval,
} from "@muster/domain/week";
import { SchedulingError } from "./scheduling-error.ts";

/** Day letters of written weeks: R is Thursday, U is Sunday. Any other letter is refused (Q23). */
export const DAY_MAP: Readonly<Record<string, number>> = Object.fromEntries(
  DAY_LETTERS.map((letter, day) => [letter, day]),
);

/** Reads `M09:00 M10:30, U23:00 M01:00`; nothing for an empty text or none. Throws SchedulingError naming the place. */
export function parseIntervalString(text: string | null | undefined): Interval[] {
  if (text === null || text === undefined) return [];
  try {
    return parseIntervals(text);
  } catch (error) {
    if (error instanceof WeekTextError) throw new SchedulingError(error.message);
    throw error;
  }
}

/** `Monday 09:00-10:00`, and with both days over midnight: `Sunday 23:30 - Monday 00:30`. */
export function formatTimeRange(start: number, end: number): string {
  const [day, endDay] = [WEEKDAYS[weekdayOf(start)]!, WEEKDAYS[weekdayOf(end)]!];
  const sameDay = day === endDay && modulo(end) > modulo(start);
  return sameDay
    ? `${day} ${clockTime(start)}-${clockTime(end)}`
    : `${day} ${clockTime(start)} - ${endDay} ${clockTime(end)}`;
}
