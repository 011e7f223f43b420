import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** An IANA name this machine knows; an alias is kept as given, since both names mean the same clock (TZ-9). */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, {
    error: (issue) => `There is no time zone called "${String(issue.input)}"; choose one such as Europe/London`,
  });

/**
 * By their first names, and others once they were found to be one, such as `UTC`: asking the machine for a formatter costs
 * more than all else a schema does. Every way to write an alias in capitals is one more, so that there is an end to it.
 */
const KNOWN = new Set(Intl.supportedValuesOf("timeZone"));
const MOST_KNOWN = 2_000;

export function isTimeZone(name: string): boolean {
  if (KNOWN.has(name)) return true;
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    if (KNOWN.size < MOST_KNOWN) KNOWN.add(name);
    return true;
  } catch {
    return false;
  }
}

/** `Asia/Calcutta` and `Asia/Kolkata` are one zone (TZ-9). */
export function sameTimeZone(one: string, other: string): boolean {
  return Temporal.Instant.fromEpochMilliseconds(0)
    .toZonedDateTimeISO(one)
    .equals(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(one).withTimeZone(other));
}

/** Minutes east of UTC at an instant: 345 for Kathmandu. */
export function offsetMinutesAt(timeZone: string, instant: Date): number {
  return zoned(instant, timeZone).offsetNanoseconds / 60_000_000_000;
}

/** The next instant at or after `from` and before `until` at which the zone's clock is put forward or back, if any. */
export function nextClockChange(timeZone: string, from: Date, until: Date): { at: Date; minutes: number } | null {
  const next = zoned(from, timeZone).getTimeZoneTransition("next");
  if (!next || next.epochMilliseconds >= until.getTime()) return null;
  const before = next.subtract({ nanoseconds: 1 });
  return {
    at: new Date(next.epochMilliseconds),
    minutes: (next.offsetNanoseconds - before.offsetNanoseconds) / 60_000_000_000,
  };
}

/** Where on a zone's wall calendar an instant falls: the ISO date, the minute of the week (Monday 00:00 = 0). */
export function wallTimeAt(instant: Date, timeZone: string): { date: string; minuteOfWeek: number } {
  const there = zoned(instant, timeZone);
  return {
    date: there.toPlainDate().toString(),
    minuteOfWeek: (there.dayOfWeek - 1) * 1_440 + there.hour * 60 + there.minute,
  };
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/** A calendar day as `2026-10-06`. */
export const calendarDateSchema = z.iso.date({ error: "A date is written as 2026-10-06" });

/** `America/New_York` is called New York. */
export const cityOf = (timeZone: string): string => (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
