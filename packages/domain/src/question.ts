import { z } from "zod";
import {
  blocksOf,
  complementOf,
  intervalSchema,
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  modulo,
  normaliseWeek,
  subtract,
  totalMinutes,
  unionOf,
  type Interval,
  type Week,
} from "./week.ts";

/**
 * An organiser asks one person whether they could make some hours of their week free (SC-14). `open` until they answer,
 * the organiser takes the question back, or its time has passed.
 */
export const QUESTION_STATES = ["open", "yes", "no", "withdrawn", "expired"] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/**
 * What a yes does beside adding the hours: a `place` in the group asked about, or none because it is `full`, because they
 * have a place `elsewhere`, because the group is `gone` or meets at another time, or because no group was named: `hours`.
 */
export const EFFECTS = ["place", "full", "elsewhere", "gone", "hours"] as const;
export type Effect = (typeof EFFECTS)[number];

/** How long a question stands unless something else is said; pages and letters say until when. */
export const QUESTION_DAYS = 3;
const DAYS = { error: "A question stands for 1 to 14 days" };

const id = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);

export const askSchema = z.strictObject({
  cohortId: id,
  personId: id,
  /** In the person's own week. */
  window: intervalSchema.refine(({ start, end }) => end - start <= MINUTES_PER_DAY, {
    error: "A question is about one day at most",
    path: ["end"],
  }),
  /** The meeting it is about, in the cohort's week. */
  groupStart: z
    .number()
    .int()
    .min(0)
    .max(MINUTES_PER_WEEK - 1),
  groupId: id.optional(),
  days: z.number(DAYS).int(DAYS).min(1, DAYS).max(14, DAYS).default(QUESTION_DAYS),
});
export type Asking = z.infer<typeof askSchema>;

export const untilAfter = (askedAt: Date, days: number): Date => new Date(askedAt.getTime() + days * 86_400_000);

/** The shortest stretch that holds all of these hours; null for none. */
export function hullOf(hours: Week): Interval | null {
  if (hours.length === 0) return null;
  const [widest] = blocksOf(complementOf(hours)).toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (!widest) return { start: 0, end: MINUTES_PER_WEEK };
  const start = modulo(widest.end);
  return { start, end: start + MINUTES_PER_WEEK - (widest.end - widest.start) };
}

/** What of these meetings somebody is not free for: the minutes of the worst, and the stretch one would ask about. */
export function missingHours(free: Week, meetings: readonly Interval[]): { minutes: number; window: Interval | null } {
  const missing = meetings.map((meeting) => subtract(normaliseWeek([meeting]), free));
  return { minutes: Math.max(0, ...missing.map(totalMinutes)), window: hullOf(unionOf(...missing)) };
}
