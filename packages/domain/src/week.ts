import { z } from "zod";

/** A week is a ring of minutes: Monday 00:00 is 0, and minute 10,080 is Monday 00:00 again. */
export const MINUTES_PER_DAY = 1_440;
export const MINUTES_PER_WEEK = 10_080;

/** Half-open `[start, end)` in minutes of the week. `end` may pass 10,080: the interval then runs on into Monday. */
export interface Interval {
  start: number;
  end: number;
}

/** Sorted, disjoint, not touching, none past the end of the week. Sunday's last hour and Monday's first are two entries. */
export type Week = readonly Interval[];

const minute = (name: string, max: number) =>
  z
    .number({ error: `${name} must be a number of minutes` })
    .int({ error: `${name} must be a whole minute` })
    .min(0, { error: `${name} must not lie before Monday 00:00` })
    .max(max, { error: `${name} must be at most ${max}, the last minute of the week` });

/** One painted stretch, at least a minute and at most a week long. */
export const intervalSchema = z
  .strictObject({ start: minute("start", MINUTES_PER_WEEK - 1), end: minute("end", 2 * MINUTES_PER_WEEK - 1) })
  .refine(({ start, end }) => end > start, { error: "A stretch of time must end after it starts", path: ["end"] })
  .refine(({ start, end }) => end - start <= MINUTES_PER_WEEK, {
    error: "A stretch of time cannot be longer than a week",
    path: ["end"],
  });

/** At most one stretch for each five minutes of a week: nothing a person can paint is longer. */
export const intervalsSchema = z
  .array(intervalSchema)
  .max(2_016, { error: "A week has room for at most 2,016 stretches" });

/** Any list of intervals as one week: wrapped parts cut at Sunday midnight, overlaps and neighbours joined. */
export function normaliseWeek(intervals: readonly Interval[]): Week {
  const flat = intervals.flatMap(cutAtWeekEnd).toSorted((a, b) => a.start - b.start);
  const joined: Interval[] = [];
  for (const { start, end } of flat) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function cutAtWeekEnd({ start, end }: Interval): Interval[] {
  if (end - start >= MINUTES_PER_WEEK) return [{ start: 0, end: MINUTES_PER_WEEK }];
  const from = modulo(start);
  const to = from + (end - start);
  if (to <= MINUTES_PER_WEEK) return to > from ? [{ start: from, end: to }] : [];
  return [
    { start: from, end: MINUTES_PER_WEEK },
    { start: 0, end: to - MINUTES_PER_WEEK },
  ];
}

export const unionOf = (...weeks: readonly (readonly Interval[])[]): Week => normaliseWeek(weeks.flat());

export function intersectionOf(one: Week, other: Week): Week {
  const common = one.flatMap((a) =>
    other
      .map((b) => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }))
      .filter(({ start, end }) => end > start),
  );
  return normaliseWeek(common);
}

/** What of `week` is left when every minute of `taken` is gone. */
export function subtract(week: Week, taken: Week): Week {
  return intersectionOf(week, complementOf(taken));
}

export function complementOf(week: Week): Week {
  const edges = [0, ...week.flatMap(({ start, end }) => [start, end]), MINUTES_PER_WEEK];
  const gaps: Interval[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const [start, end] = [edges[i]!, edges[i + 1]!];
    if (end > start) gaps.push({ start, end });
  }
  return gaps;
}

export const totalMinutes = (week: Week): number => week.reduce((sum, { start, end }) => sum + end - start, 0);

/** Whether every minute of `[start, start + length)`, modulo the week, lies in `week`. Ends count exactly (Q3, Q4). */
export function covers(week: Week, start: number, length: number): boolean {
  return cutAtWeekEnd({ start, end: start + length }).every((part) =>
    week.some((free) => free.start <= part.start && part.end <= free.end),
  );
}

/** The unbroken stretches of a week, in order of their start; one over Sunday midnight is whole and its end passes 10,080. */
export function blocksOf(week: Week): Interval[] {
  const blocks = week.map(({ start, end }) => ({ start, end }));
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last || first === last || first.start !== 0 || last.end !== MINUTES_PER_WEEK) return blocks;
  last.end += first.end;
  return blocks.slice(1);
}

export const modulo = (minuteOfWeek: number): number =>
  ((minuteOfWeek % MINUTES_PER_WEEK) + MINUTES_PER_WEEK) % MINUTES_PER_WEEK;

/** Moves every minute of a week by the same amount, round the ring. */
export const shift = (week: Week, minutes: number): Week =>
  normaliseWeek(
    week.map(({ start, end }) => ({ start: modulo(start + minutes), end: modulo(start + minutes) + end - start })),
  );

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** The letters of written weeks: R is Thursday, U is Sunday. */
export const DAY_LETTERS = ["M", "T", "W", "R", "F", "S", "U"] as const;

/** A written week did not parse; the message names the place. */
export class WeekTextError extends Error {
  override name = "WeekTextError";
}

/**
 * Reads `M09:00 M10:30, U23:00 M01:00`. An end that is not after its start lies a week later, so `M00:00 M00:00` is the
 * whole week. `24:00` is the next day's midnight (Q17). Throws WeekTextError for an unknown day letter (Q23), an hour
 * above 24, a minute above 59, or a token without a partner.
 */
export function parseIntervals(text: string): Interval[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length === 1 && parts[0] === "") return [];
  return parts.map(parseInterval);
}

function parseInterval(part: string): Interval {
  const tokens = part.split(/\s+/).filter(Boolean);
  if (tokens.length !== 2) throw new WeekTextError(`"${part}" must be a start and an end, such as "M09:00 M10:30"`);
  const start = modulo(parseMinute(tokens[0]!));
  const end = parseMinute(tokens[1]!);
  return { start, end: end > start ? end : end + MINUTES_PER_WEEK };
}

function parseMinute(token: string): number {
  const match = /^([A-Za-z])(\d{1,2}):(\d{2})$/.exec(token);
  if (!match) throw new WeekTextError(`"${token}" must be a day letter and a time, such as "M09:00"`);
  const [, letter, hours, minutes] = match;
  const day = DAY_LETTERS.indexOf(letter as (typeof DAY_LETTERS)[number]);
  if (day < 0) throw new WeekTextError(`"${token}": there is no day "${letter}", use one of M T W R F S U`);
  const [hour, minuteOfHour] = [Number(hours), Number(minutes)];
  if (hour > 24 || (hour === 24 && minuteOfHour > 0))
    throw new WeekTextError(`"${token}": an hour must be between 00 and 24`);
  if (minuteOfHour > 59) throw new WeekTextError(`"${token}": a minute must be between 00 and 59`);
  return day * MINUTES_PER_DAY + hour * 60 + minuteOfHour;
}

/** The reverse of `parseIntervals`. */
export const formatIntervals = (intervals: readonly Interval[]): string =>
  intervals.map(({ start, end }) => `${formatMinute(start)} ${formatMinute(end)}`).join(", ");

function formatMinute(minuteOfWeek: number): string {
  const at = modulo(minuteOfWeek);
  return `${DAY_LETTERS[Math.floor(at / MINUTES_PER_DAY)]}${clockTime(at)}`;
}

/** `HH:MM` of a minute of the day or week, on a 24-hour clock. */
export function clockTime(minuteOfDay: number): string {
  const at = modulo(minuteOfDay) % MINUTES_PER_DAY;
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

export const weekdayOf = (minuteOfWeek: number): number => Math.floor(modulo(minuteOfWeek) / MINUTES_PER_DAY);
