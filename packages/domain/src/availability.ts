import { z } from "zod";
import {
  blocksOf,
  covers,
  intervalsSchema,
  normaliseWeek,
  subtract,
  totalMinutes,
  unionOf,
  type Interval,
  type Week,
} from "./week.ts";

/** What a person says about a usual week, in the wall time of their own zone. */
export interface Availability {
  available: Week;
  ifNeeded: Week;
}

/** As it arrives from a page: any painted stretches. */
export const availabilitySchema = z.strictObject({ available: intervalsSchema, ifNeeded: intervalsSchema });

/** The one stored form: both levels normalised, and an hour marked twice counts as Available. */
export function normaliseAvailability(painted: {
  available: readonly Interval[];
  ifNeeded: readonly Interval[];
}): Availability {
  const available = normaliseWeek(painted.available);
  return { available, ifNeeded: subtract(normaliseWeek(painted.ifNeeded), available) };
}

/** Whether somebody has said anything about their week: an empty one says as little as none. */
export const hasPainted = (week: Availability | null): week is Availability =>
  week !== null && week.available.length + week.ifNeeded.length > 0;

/** How well one stretch suits a person: every minute Available, some only If needed, or not free for all of it. */
export const FITS = ["available", "if_needed", "not_free"] as const;
export type Fit = (typeof FITS)[number];

export function fitOf({ available, ifNeeded }: Availability, start: number, length: number): Fit {
  if (covers(available, start, length)) return "available";
  return covers(unionOf(available, ifNeeded), start, length) ? "if_needed" : "not_free";
}

/** What a place at this fit adds to a grouping's quality. */
export const weightOf: Record<Fit, number> = { available: 1, if_needed: 0.9, not_free: 0 };

/** What the page says below the grid, and what makes a week usable for a course. */
export interface Usability {
  availableMinutes: number;
  ifNeededMinutes: number;
  /** Unbroken stretches long enough for one meeting. */
  longEnough: Interval[];
  tooShort: Interval[];
  usable: boolean;
}

/** A week is usable when at least one unbroken stretch holds a whole meeting (AG-21). */
export function usabilityOf(availability: Availability, meetingLengthMinutes: number): Usability {
  const blocks = blocksOf(unionOf(availability.available, availability.ifNeeded));
  const longEnough = blocks.filter(({ start, end }) => end - start >= meetingLengthMinutes);
  return {
    availableMinutes: totalMinutes(availability.available),
    ifNeededMinutes: totalMinutes(availability.ifNeeded),
    longEnough,
    tooShort: blocks.filter((block) => !longEnough.includes(block)),
    usable: longEnough.length > 0,
  };
}
