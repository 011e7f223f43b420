import { normaliseAvailability, type Availability } from "@muster/domain/availability";
import { clockTime, MINUTES_PER_DAY, type Interval } from "@muster/domain/week";
import { dayOf, paint } from "./painting.ts";

/** One line of the list: from – to – level, as typed. `to` 00:00 is the midnight that ends the day. */
export interface ListRow {
  id: number;
  from: string;
  to: string;
  level: "available" | "if_needed";
}

/** What a line needs before it counts, and where to say it. */
export interface RowProblem {
  field: "from" | "to";
  sentence: string;
}

/** The lines of one day, in order. Ids are counted from `firstId`. */
export function rowsOf(week: Availability, day: number, firstId = 0): ListRow[] {
  const { available, ifNeeded } = dayOf(week, day);
  const lines = [
    ...available.map((stretch) => ({ ...stretch, level: "available" as const })),
    ...ifNeeded.map((stretch) => ({ ...stretch, level: "if_needed" as const })),
  ].toSorted((one, other) => one.start - other.start);
  return lines.map(({ start, end, level }, at) => ({
    id: firstId + at,
    from: clockTime(start),
    to: clockTime(end),
    level,
  }));
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?$/;

const minuteOf = (typed: string): number | null => {
  const match = TIME.exec(typed);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
};

/** A line as minutes of its day, or null while it is unfinished. */
export function stretchOf(row: ListRow): Interval | null {
  const [start, end] = [minuteOf(row.from), minuteOf(row.to)];
  if (start === null || end === null) return null;
  const until = end === 0 ? MINUTES_PER_DAY : end;
  return until > start ? { start, end: until } : null;
}

/** Each line's problem by its id: an end before its start, a time missing, or two marks for the same minutes. */
export function problemsOf(rows: readonly ListRow[]): Map<number, RowProblem> {
  const problems = new Map<number, RowProblem>();
  for (const row of rows) {
    const problem = ownProblem(row) ?? overlapProblem(row, rows);
    if (problem) problems.set(row.id, problem);
  }
  return problems;
}

function ownProblem(row: ListRow): RowProblem | null {
  if (minuteOf(row.from) === null) return { field: "from", sentence: "From when? For example 18:00" };
  if (minuteOf(row.to) === null) return { field: "to", sentence: "Until when? For example 20:00" };
  if (stretchOf(row)) return null;
  return {
    field: "to",
    sentence: `The end comes after ${row.from}. For time past midnight, add a line on the next day`,
  };
}

function overlapProblem(row: ListRow, rows: readonly ListRow[]): RowProblem | null {
  const mine = stretchOf(row);
  if (!mine) return null;
  for (const other of rows) {
    if (other.id === row.id) return null;
    const theirs = stretchOf(other);
    if (theirs && other.level !== row.level && mine.start < theirs.end && theirs.start < mine.end)
      return {
        field: "from",
        sentence: `${other.from}–${other.to} is already marked otherwise; let one end where the other starts`,
      };
  }
  return null;
}

/** The week with one day as its lines say, or null while a line has a problem: then nothing is changed. */
export function withRows(week: Availability, day: number, rows: readonly ListRow[]): Availability | null {
  if (problemsOf(rows).size > 0) return null;
  const from = day * MINUTES_PER_DAY;
  const cleared = paint(week, [{ start: from, end: from + MINUTES_PER_DAY }], "erase");
  const painted = { available: [...cleared.available], ifNeeded: [...cleared.ifNeeded] };
  for (const row of rows) {
    const stretch = stretchOf(row)!;
    const list = row.level === "available" ? painted.available : painted.ifNeeded;
    list.push({ start: from + stretch.start, end: from + stretch.end });
  }
  return normaliseAvailability(painted);
}

const EVENING = 18 * 60;

/**
 * The line "Add time" begins with: after the last one, else in the evening, else in what is left of the day, and never
 * over another line. Null when the day is full.
 */
export function nextRow(rows: readonly ListRow[], id: number): ListRow | null {
  const taken = rows.flatMap((row) => stretchOf(row) ?? []).toSorted((one, other) => one.start - other.start);
  const gaps = gapsOf(taken).filter(({ start, end }) => end - start >= 30);
  const after = gaps.find(({ start }) => taken.length > 0 && start === taken.at(-1)!.end);
  const evening = gaps.find(({ start, end }) => start <= EVENING && EVENING < end);
  const gap = after ?? evening ?? gaps.at(-1);
  if (!gap) return null;
  const start = gap === evening ? Math.max(gap.start, EVENING) : gap.start;
  return { id, from: clockTime(start), to: clockTime(Math.min(start + 120, gap.end)), level: "available" };
}

function gapsOf(taken: readonly Interval[]): Interval[] {
  let from = 0;
  const gaps: Interval[] = [];
  for (const { start, end } of taken) {
    if (start > from) gaps.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  return from < MINUTES_PER_DAY ? [...gaps, { start: from, end: MINUTES_PER_DAY }] : gaps;
}
