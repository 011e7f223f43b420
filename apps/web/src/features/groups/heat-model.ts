import { clockTime, MINUTES_PER_DAY, MINUTES_PER_WEEK } from "@muster/domain/week";

/** One person's letters for each step of the week, Monday 00:00 first (`HourLevel`). */
export interface Letters {
  personId: number;
  name: string;
  /** How each step suits them. */
  cells: string;
  /** How a whole meeting that begins then suits them. */
  starts: string;
}

export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface HeatCell {
  /** Minute of the week it begins at. */
  minute: number;
  count: number;
  level: HeatLevel;
  /** Part of the meeting as it stands; the first one carries the outline. */
  meeting: "first" | "rest" | null;
}

export interface HeatRow {
  /** Minute of the day. */
  minute: number;
  /** The whole hours carry their hour. */
  label: string;
  cells: HeatCell[];
}

/** Hours one has to ask for: `08:00–14:00 · at most 5 of 7`. */
export interface HeatFold {
  from: number;
  until: number;
  most: number;
}

export interface Heat {
  before: HeatFold | null;
  rows: HeatRow[];
  after: HeatFold | null;
}

const isFree = (letter: string | undefined): boolean => letter === "A" || letter === "I";

/** How dark: 0 nobody, 1–5 a fifth of the group each, 6 everybody. */
export function heatLevel(count: number, outOf: number): HeatLevel {
  if (count <= 0 || outOf <= 0) return 0;
  if (count >= outOf) return 6;
  return Math.min(5, Math.ceil((5 * count) / outOf)) as HeatLevel;
}

/** A row is half an hour, or a step where steps are longer. */
const ROW_MINUTES = 30;

interface Asked {
  people: readonly Letters[];
  stepMinutes: number;
  meeting: { minute: number; length: number };
  /** Hours that lie outside the window are shown, too. */
  unfolded: { before: boolean; after: boolean };
}

/** Everybody free in all steps from `minute` on, for `minutes`. */
function freeIn(
  { people, stepMinutes }: Pick<Asked, "people" | "stepMinutes">,
  minute: number,
  minutes: number,
): number {
  const first = Math.floor(minute / stepMinutes);
  const steps = Math.max(1, Math.round(minutes / stepMinutes));
  return people.filter(({ cells }) =>
    Array.from({ length: steps }, (_, at) => cells[(first + at) % cells.length]).every(isFree),
  ).length;
}

/**
 * The week of a group, one count for each half hour: the hours round its meeting, and what lies before and after folded
 * away behind one line that says the most one would find there (GR-3). Rows begin where the meeting begins.
 */
export function heatOf(asked: Asked): Heat {
  const row = Math.max(ROW_MINUTES, asked.stepMinutes);
  const { minute, length } = asked.meeting;
  const offset = minute % row;
  const ofDay = minute % MINUTES_PER_DAY;
  const all = Array.from({ length: MINUTES_PER_DAY / row }, (_, at) => at * row + offset).filter(
    (start) => start < MINUTES_PER_DAY,
  );
  const from = Math.max(offset, Math.min(ofDay - 4 * 60, MINUTES_PER_DAY + offset - 8 * 60));
  const until = from + Math.max(8 * 60, Math.ceil(length / row) * row);
  const rowOf = (start: number): HeatRow => ({
    minute: start,
    label: start % 60 === offset % 60 ? clockTime(start) : "",
    cells: Array.from({ length: 7 }, (_, day) => cellOf(asked, day * MINUTES_PER_DAY + start, row)),
  });
  const [early, late] = [all.filter((start) => start < from), all.filter((start) => start >= until)];
  const [before, after] = [early.map(rowOf), late.map(rowOf)];
  return {
    before: asked.unfolded.before ? null : foldOf(before, row),
    rows: [
      ...(asked.unfolded.before ? before : []),
      ...all.filter((start) => start >= from && start < until).map(rowOf),
      ...(asked.unfolded.after ? after : []),
    ],
    after: asked.unfolded.after ? null : foldOf(after, row),
  };
}

function cellOf(asked: Asked, minute: number, row: number): HeatCell {
  const count = freeIn(asked, minute, row);
  const into = (minute - asked.meeting.minute + MINUTES_PER_WEEK) % MINUTES_PER_WEEK;
  const meeting = into === 0 ? "first" : into < asked.meeting.length ? "rest" : null;
  return { minute, count, level: heatLevel(count, asked.people.length), meeting };
}

/** Nothing to unfold where nobody is free. */
function foldOf(rows: readonly HeatRow[], row: number): HeatFold | null {
  const most = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ count }) => count)));
  const [first, last] = [rows[0], rows.at(-1)];
  return first && last && most > 0 ? { from: first.minute, until: last.minute + row, most } : null;
}

/** How many rows a meeting covers. */
export const rowsOf = (length: number, stepMinutes: number): number =>
  Math.ceil(length / Math.max(ROW_MINUTES, stepMinutes));

/** How somebody could come at a minute of the week, for the overlay; the worst of the row's steps. */
export function letterAt({ cells }: Letters, minute: number, stepMinutes: number): string {
  const first = Math.floor(minute / stepMinutes);
  const steps = Math.max(1, Math.round(ROW_MINUTES / stepMinutes));
  const letters = Array.from({ length: steps }, (_, at) => cells[(first + at) % cells.length] ?? "N");
  return ["N", "B", "P", "I"].find((worse) => letters.includes(worse)) ?? "A";
}
