import type { Availability } from "@muster/domain/availability";
import {
  complementOf,
  intersectionOf,
  MINUTES_PER_DAY,
  normaliseWeek,
  unionOf,
  type Interval,
} from "@muster/domain/week";
import { dayOf, paint, putDay, type Brush } from "./painting.ts";

/** Weekdays as the week has them: Monday is 0. */
export const WORKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const EVENING = { start: 18 * 60, end: 22 * 60 };
const DAYTIME = { start: 10 * 60, end: 18 * 60 };

const on = (days: readonly number[], { start, end }: Interval): Interval[] =>
  days.map((day) => ({ start: day * MINUTES_PER_DAY + start, end: day * MINUTES_PER_DAY + end }));

const EVERY_DAY = [...WORKDAYS, ...WEEKEND];

/** Ready-made strokes; each is one step to undo (AG-19). `hours` are the minutes of a day shown on the page. */
export const quickWeeks = {
  weekdayEvenings: (week: Availability, brush: Brush): Availability => paint(week, on(WORKDAYS, EVENING), brush),
  weekends: (week: Availability, brush: Brush): Availability => paint(week, on(WEEKEND, DAYTIME), brush),
  all: (week: Availability, hours: Interval): Availability => paint(week, on(EVERY_DAY, hours), "available"),
  none: (): Availability => ({ available: [], ifNeeded: [] }),
  /** Within the hours shown: free becomes empty and empty becomes Available; If needed stays what it is. */
  invert: (week: Availability, hours: Interval): Availability => {
    const shown = normaliseWeek(on(EVERY_DAY, hours));
    const empty = complementOf(unionOf(week.available, week.ifNeeded));
    const erased = paint(week, intersectionOf(week.available, shown), "erase");
    return paint(erased, intersectionOf(empty, shown), "available");
  },
  copyDay: (week: Availability, day: number, to: readonly number[]): Availability => putDay(week, dayOf(week, day), to),
};

/** Makes a block long enough for one meeting by going on after its end, in the mark it ends with. */
export function extendBlock(week: Availability, block: Interval, length: number): Availability {
  const last = block.end - 1;
  const covers = (part: readonly Interval[]) =>
    part.some(({ start, end }) => [last, last - 7 * MINUTES_PER_DAY].some((at) => start <= at && at < end));
  return paint(
    week,
    [{ start: block.end, end: block.start + length }],
    covers(week.available) ? "available" : "if_needed",
  );
}
