import type { Availability } from "@muster/domain/availability";
import { MINUTES_PER_DAY, normaliseWeek, subtract, unionOf, type Interval, type Week } from "@muster/domain/week";

/** What one holds in the hand: two colours and a rubber. */
export type Brush = "available" | "if_needed" | "erase";

/** What a stretch of the week says. */
export type Level = "available" | "if_needed" | "empty";

/** One cell of the grid: a weekday (Monday is 0) and the minute of that day it starts at. */
export interface Cell {
  day: number;
  minute: number;
}

export const EMPTY_WEEK: Availability = { available: [], ifNeeded: [] };

export const minuteOfWeek = ({ day, minute }: Cell): number => day * MINUTES_PER_DAY + minute;

/** The week after one stroke over some stretches. The stored form stays normalised, so strokes may come in any order. */
export function paint(week: Availability, stretches: readonly Interval[], brush: Brush): Availability {
  const under = normaliseWeek(stretches);
  const available = subtract(week.available, under);
  const ifNeeded = subtract(week.ifNeeded, under);
  if (brush === "available") return { available: unionOf(available, under), ifNeeded };
  if (brush === "if_needed") return { available, ifNeeded: unionOf(ifNeeded, under) };
  return { available, ifNeeded };
}

/**
 * The stretches under a drag from one cell to another, in whichever direction (AG-9). `days` is the order of the
 * columns on the page, since a rectangle runs over neighbours as one sees them.
 */
export function rectangle(from: Cell, to: Cell, grid: { days: readonly number[]; step: number }): Interval[] {
  const [left, right] = inOrder(grid.days.indexOf(from.day), grid.days.indexOf(to.day));
  const [top, bottom] = inOrder(from.minute, to.minute);
  return grid.days.slice(left, right + 1).map((day) => ({
    start: minuteOfWeek({ day, minute: top }),
    end: minuteOfWeek({ day, minute: bottom }) + grid.step,
  }));
}

const inOrder = (one: number, other: number): [number, number] => (one <= other ? [one, other] : [other, one]);

/** The first cell decides: where the brush's mark already is, the stroke takes it away (AG-9). */
export function strokeBrush(brush: Brush, first: Level): Brush {
  return brush === first ? "erase" : brush;
}

/**
 * What one cell shows. Weeks may hold edges between two lines of the grid (somebody typed 18:15): the level that fills
 * at least half of the cell is shown, while its words name the exact minutes.
 */
export function levelAt(week: Availability, start: number, length: number): Level {
  if (2 * overlap(week.available, start, length) >= length) return "available";
  return 2 * (overlap(week.ifNeeded, start, length) + overlap(week.available, start, length)) >= length
    ? "if_needed"
    : "empty";
}

function overlap(week: Week, start: number, length: number): number {
  let minutes = 0;
  for (const free of week) minutes += Math.max(0, Math.min(free.end, start + length) - Math.max(free.start, start));
  return minutes;
}

/** The week of one day, as minutes of that day: what copying a day takes along. */
export function dayOf(week: Availability, day: number): Availability {
  const from = day * MINUTES_PER_DAY;
  const cut = (part: Week): Week =>
    part
      .map(({ start, end }) => ({ start: Math.max(0, start - from), end: Math.min(MINUTES_PER_DAY, end - from) }))
      .filter(({ start, end }) => end > start);
  return { available: cut(week.available), ifNeeded: cut(week.ifNeeded) };
}

/** The same day on other weekdays; what stood there before is gone. */
export function putDay(week: Availability, copied: Availability, days: readonly number[]): Availability {
  const whole = days.map((day) => ({ start: day * MINUTES_PER_DAY, end: (day + 1) * MINUTES_PER_DAY }));
  const onDays = (part: Week): Interval[] =>
    days.flatMap((day) =>
      part.map(({ start, end }) => ({ start: start + day * MINUTES_PER_DAY, end: end + day * MINUTES_PER_DAY })),
    );
  const cleared = paint(week, whole, "erase");
  return paint(paint(cleared, onDays(copied.available), "available"), onDays(copied.ifNeeded), "if_needed");
}

export const sameWeek = (one: Availability, other: Availability): boolean =>
  JSON.stringify([one.available, one.ifNeeded]) === JSON.stringify([other.available, other.ifNeeded]);
