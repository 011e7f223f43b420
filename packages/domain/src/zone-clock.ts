import { nextClockChange, offsetMinutesAt } from "./time-zone.ts";
import { MINUTES_PER_WEEK } from "./week.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The epoch was a Thursday. */
const EPOCH_MINUTE_OF_WEEK = 3 * 1_440;

/** One zone's offsets over a span of time, found once so that thousands of starts can be judged quickly. */
export interface ZoneClock {
  /** Minutes east of UTC at an instant in milliseconds. */
  offsetAt: (instant: number) => number;
  /** The first clock change after `from` and before `until`, or null. */
  changeBetween: (from: number, until: number) => number | null;
}

export function zoneClock(timeZone: string, from: number, until: number): ZoneClock {
  const changes: { at: number; offset: number }[] = [];
  let offset = offsetMinutesAt(timeZone, new Date(from));
  const first = offset;
  for (let cursor = from; ;) {
    const change = nextClockChange(timeZone, new Date(cursor), new Date(until));
    if (!change) break;
    offset += change.minutes;
    changes.push({ at: change.at.getTime(), offset });
    cursor = change.at.getTime() + 1;
  }
  return {
    offsetAt: (instant) => changes.findLast(({ at }) => at <= instant)?.offset ?? first,
    changeBetween: (after, before) => changes.find(({ at }) => at > after && at < before)?.at ?? null,
  };
}

export function minuteOfWeekAt(clock: ZoneClock, instant: number): number {
  const minutes = instant / MINUTE + clock.offsetAt(instant) + EPOCH_MINUTE_OF_WEEK;
  return ((minutes % MINUTES_PER_WEEK) + MINUTES_PER_WEEK) % MINUTES_PER_WEEK;
}

export type ClockNote = "as_written" | "moved_forward" | "first_of_two";

/** The instant of a wall time, written as if it were UTC: a skipped one moves forward, a doubled one is its first (TZ-8). */
export function instantOfWall(clock: ZoneClock, wall: number): { at: number; clock: ClockNote } {
  const before = wall - clock.offsetAt(wall - DAY) * MINUTE;
  const after = wall - clock.offsetAt(wall + DAY) * MINUTE;
  if (before === after) return { at: before, clock: "as_written" };
  const beforeHolds = before + clock.offsetAt(before) * MINUTE === wall;
  const afterHolds = after + clock.offsetAt(after) * MINUTE === wall;
  if (beforeHolds && afterHolds) return { at: Math.min(before, after), clock: "first_of_two" };
  if (!beforeHolds && !afterHolds) return { at: before, clock: "moved_forward" };
  return { at: beforeHolds ? before : after, clock: "as_written" };
}
