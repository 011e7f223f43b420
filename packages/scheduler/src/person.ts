import { isTimeZone } from "@muster/domain/time-zone";
import { normaliseWeek, totalMinutes, unionOf, WEEKDAYS, type Interval } from "@muster/domain/week";
import { SchedulingError } from "./scheduling-error.ts";

/** Somebody to be grouped, as the words of the requirements know them. Intervals are in the wall time of `timezone`. */
export interface Person {
  id: string;
  name: string;
  intervals: readonly Interval[];
  ifNeededIntervals: readonly Interval[];
  timezone: string;
  courses?: readonly string[];
}

/** People who meet at one time; `null` until one is chosen. */
export interface Group {
  people: Person[];
  selectedTime: Interval | null;
}

/** Minutes a person gave in all, if-needed ones included; an hour given twice counts once. */
export const calculateTotalAvailableTime = ({ intervals, ifNeededIntervals }: Person): number =>
  totalMinutes(unionOf(intervals, ifNeededIntervals));

/** Time as stored for a user: weekday names with starts (`09:00`, an hour each) or ranges (`09:00-10:30`). */
export type StoredWeek = Readonly<Record<string, readonly string[]>>;

export interface UserData {
  id: string | number;
  name: string;
  availability: StoredWeek | string | null;
  ifNeeded?: StoredWeek | string | null;
  timezone?: string | null;
  courses?: readonly string[];
}

/** Users as people, keyed by their own id (Q12), their hours left on their own clock (Q16). */
export function convertUserDataToPeople(users: readonly UserData[]): Person[] {
  return users.map((user) => {
    const timezone = user.timezone ?? "UTC";
    if (!isTimeZone(timezone)) throw new SchedulingError(`${user.name}: there is no time zone called "${timezone}"`);
    return {
      id: String(user.id),
      name: user.name,
      intervals: storedIntervals(user.name, user.availability),
      ifNeededIntervals: storedIntervals(user.name, user.ifNeeded ?? null),
      timezone,
      ...(user.courses ? { courses: user.courses } : {}),
    };
  });
}

function storedIntervals(name: string, stored: StoredWeek | string | null): Interval[] {
  if (stored === null || stored === "") return [];
  const week = typeof stored === "string" ? parseStored(name, stored) : stored;
  const intervals = Object.entries(week).flatMap(([dayName, slots]) => {
    const day = WEEKDAYS.findIndex((weekday) => weekday.toLowerCase() === dayName.toLowerCase());
    if (day < 0) throw new SchedulingError(`${name}: "${dayName}" is not a day of the week`);
    return slots.map((slot) => slotInterval(name, day, slot));
  });
  return [...normaliseWeek(intervals)];
}

function parseStored(name: string, text: string): StoredWeek {
  try {
    return JSON.parse(text) as StoredWeek;
  } catch {
    throw new SchedulingError(`${name}: their hours are not valid JSON`);
  }
}

/** `24:00` is the next day's midnight (Q17). */
function slotInterval(name: string, day: number, slot: string): Interval {
  const match = /^(\d{1,2}):(\d{2})(?:-(\d{1,2}):(\d{2}))?$/.exec(slot.trim());
  const minuteAt = (hour: string | undefined, minute: string | undefined): number => {
    const [h, m] = [Number(hour), Number(minute)];
    if (h > 24 || m > 59 || (h === 24 && m > 0)) throw new SchedulingError(`${name}: "${slot}" is not a time of day`);
    return day * 1_440 + h * 60 + m;
  };
  if (!match) throw new SchedulingError(`${name}: "${slot}" must be a time such as "09:00" or "09:00-10:30"`);
  const start = minuteAt(match[1], match[2]);
  const end = match[3] === undefined ? start + 60 : minuteAt(match[3], match[4]);
  return { start, end: end > start ? end : end + 1_440 };
}
