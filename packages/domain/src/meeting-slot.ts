import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { covers, clockTime, MINUTES_PER_DAY, modulo, unionOf, WEEKDAYS, type Week } from "./week.ts";
import { type Availability, type Fit } from "./availability.ts";
import { cityOf, nextClockChange, timeZoneSchema, wallTimeAt } from "./time-zone.ts";

/** Once a week at one wall time of one zone: the zone is the cohort's (C21). */
export interface MeetingSlot {
  /** Monday is 0. */
  weekday: number;
  startMinute: number;
  lengthMinutes: number;
  timeZone: string;
}

export const meetingLengthSchema = z
  .number({ error: "The length of a meeting must be a number of minutes" })
  .int({ error: "The length of a meeting must be whole minutes" })
  .min(5, { error: "A meeting lasts at least 5 minutes" })
  .max(MINUTES_PER_DAY, { error: "A meeting lasts at most a day" });

const WEEKDAY = { error: "A weekday is between 0 (Monday) and 6 (Sunday)" };
const START = { error: "A meeting starts between 00:00 and 23:59" };

/** Any minute of the week. */
export const slotStartSchema = z.strictObject({
  weekday: z.number(WEEKDAY).int(WEEKDAY).min(0, WEEKDAY).max(6, WEEKDAY),
  startMinute: z
    .number(START)
    .int(START)
    .min(0, START)
    .max(MINUTES_PER_DAY - 1, START),
});

export const meetingSlotSchema = slotStartSchema.extend({
  lengthMinutes: meetingLengthSchema,
  timeZone: timeZoneSchema,
});

export const slotAt = (minuteOfWeek: number, lengthMinutes: number, timeZone: string): MeetingSlot => ({
  weekday: Math.floor(modulo(minuteOfWeek) / MINUTES_PER_DAY),
  startMinute: modulo(minuteOfWeek) % MINUTES_PER_DAY,
  lengthMinutes,
  timeZone,
});

export const weekMinuteOf = ({ weekday, startMinute }: Pick<MeetingSlot, "weekday" | "startMinute">): number =>
  weekday * MINUTES_PER_DAY + startMinute;

/** Whether two slots mean the same hour of the same clock. */
export const sameSlot = (one: MeetingSlot, other: MeetingSlot): boolean =>
  weekMinuteOf(one) === weekMinuteOf(other) &&
  one.lengthMinutes === other.lengthMinutes &&
  one.timeZone === other.timeZone;

/** `Wednesday 15:00-16:00 (Berlin)`: how a slot is named among people. */
export const slotWords = (slot: MeetingSlot): string => `${formatSlot(slot)} (${cityOf(slot.timeZone)})`;

/** One meeting of a series. `clock` tells when the wall time did not exist that night, or existed twice (TZ-8). */
export interface MeetingInstant {
  /** From 1. */
  number: number;
  startsAt: Date;
  endsAt: Date;
  clock: "as_written" | "moved_forward" | "first_of_two";
}

/** The first date on or after `from` that falls on the slot's weekday, in the slot's zone (R14). */
export function firstMeetingDate(slot: Pick<MeetingSlot, "weekday">, from: string): string {
  const start = Temporal.PlainDate.from(from);
  return start.add({ days: (slot.weekday - (start.dayOfWeek - 1) + 7) % 7 }).toString();
}

/**
 * The instants of a weekly series: first on or after `firstDate`, then every seventh day at the same wall time, so that
 * they move on the UTC clock when the zone's clock changes (TZ-1). A wall time that a night skips is moved forward; one
 * that a night repeats means its first occurrence (TZ-8). Each lasts its length in real minutes.
 */
export function meetingInstants(slot: MeetingSlot, firstDate: string, count: number): MeetingInstant[] {
  const first = Temporal.PlainDate.from(firstMeetingDate(slot, firstDate));
  const time = Temporal.PlainTime.from({ hour: Math.floor(slot.startMinute / 60), minute: slot.startMinute % 60 });
  return Array.from({ length: count }, (_, index) => {
    const local = first.add({ days: 7 * index }).toPlainDateTime(time);
    const earlier = local.toZonedDateTime(slot.timeZone, { disambiguation: "earlier" });
    const later = local.toZonedDateTime(slot.timeZone, { disambiguation: "later" });
    const skipped = !earlier.toPlainDateTime().equals(local);
    const startsAt = skipped ? later : earlier;
    return {
      number: index + 1,
      startsAt: new Date(startsAt.epochMilliseconds),
      endsAt: new Date(startsAt.epochMilliseconds + slot.lengthMinutes * 60_000),
      clock: skipped ? "moved_forward" : earlier.equals(later) ? "as_written" : "first_of_two",
    };
  });
}

/**
 * How one real meeting suits a week painted in another zone: judged on that very date (TZ-2, TZ-5). Every minute it really
 * lasts counts: the repeated hour of a night twice, the skipped one not at all (TZ-8).
 */
export function fitAt(
  availability: Availability,
  timeZone: string,
  meeting: Pick<MeetingInstant, "startsAt" | "endsAt">,
): Fit {
  const stretches = wallStretches(meeting, timeZone);
  const isIn = (week: Week) => stretches.every(({ start, minutes }) => covers(week, start, minutes));
  if (isIn(availability.available)) return "available";
  return isIn(unionOf(availability.available, availability.ifNeeded)) ? "if_needed" : "not_free";
}

/** What a stretch of time is on a zone's wall clock: one stretch, or one on each side of a change of the clock. */
export function wallStretches(
  { startsAt, endsAt }: Pick<MeetingInstant, "startsAt" | "endsAt">,
  timeZone: string,
): { start: number; minutes: number }[] {
  const start = wallTimeAt(startsAt, timeZone).minuteOfWeek;
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  if (modulo(wallTimeAt(endsAt, timeZone).minuteOfWeek - start) === modulo(minutes)) return [{ start, minutes }];
  const change = nextClockChange(timeZone, startsAt, endsAt);
  if (!change) return [{ start, minutes }];
  const before = { start, minutes: (change.at.getTime() - startsAt.getTime()) / 60_000 };
  return [before, ...wallStretches({ startsAt: change.at, endsAt }, timeZone)];
}

/** `Wednesday 15:00-16:00`, across midnight `Sunday 23:30-Monday 00:30`: the canonical text (C33), without its zone. */
export function formatSlot({ weekday, startMinute, lengthMinutes }: Omit<MeetingSlot, "timeZone">): string {
  const start = weekday * MINUTES_PER_DAY + startMinute;
  return formatStretch(start, start + lengthMinutes);
}

/** The same for any stretch of a week; a stretch that ends at midnight ends on its own day at 24:00's other name, 00:00. */
export function formatStretch(start: number, end: number): string {
  const [from, to] = [modulo(start), modulo(end)];
  const [day, endDay] = [Math.floor(from / MINUTES_PER_DAY), Math.floor(to / MINUTES_PER_DAY)];
  const sameDay = day === endDay && to > from;
  return `${WEEKDAYS[day]} ${clockTime(from)}-${sameDay ? "" : `${WEEKDAYS[endDay]} `}${clockTime(to)}`;
}

/** A written slot did not parse. */
export class SlotTextError extends Error {
  override name = "SlotTextError";
}

/**
 * Reads `Wednesday 15:00`, `Wednesday 15:00-16:00`, `Wednesday 15:00 - 16:00` and `Sunday 23:30-Monday 00:30` (C18).
 * Texts from outside mean zone UTC unless another is handed in; without an end the length is `lengthMinutes`.
 */
export function parseSlot(text: string, { timeZone = "UTC", lengthMinutes = 60 } = {}): MeetingSlot {
  const match = /^\s*([A-Za-z]+)\s+(\d{1,2}):(\d{2})(?:\s*[-–]\s*(?:([A-Za-z]+)\s+)?(\d{1,2}):(\d{2}))?\s*$/.exec(text);
  if (!match) throw new SlotTextError(`"${text}" must be a weekday and a time, such as "Wednesday 15:00-16:00"`);
  const [, dayName, hour, minute, endDayName, endHour, endMinute] = match;
  const weekday = dayNumber(dayName!);
  const startMinute = minuteOfDay(hour!, minute!, text);
  if (endHour === undefined) return { weekday, startMinute, lengthMinutes, timeZone };
  const end = (endDayName ? dayNumber(endDayName) : weekday) * MINUTES_PER_DAY + minuteOfDay(endHour, endMinute!, text);
  const start = weekday * MINUTES_PER_DAY + startMinute;
  const length = endDayName ? modulo(end - start) : (end - start + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return { weekday, startMinute, lengthMinutes: length || MINUTES_PER_DAY, timeZone };
}

function dayNumber(name: string): number {
  const day = WEEKDAYS.findIndex((weekday) => weekday.toLowerCase() === name.toLowerCase());
  if (day < 0) throw new SlotTextError(`"${name}" is not a day of the week`);
  return day;
}

function minuteOfDay(hour: string, minute: string, text: string): number {
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0))
    throw new SlotTextError(`"${text}": ${hour}:${minute} is not a time of day`);
  return (hours * 60 + minutes) % MINUTES_PER_DAY;
}
