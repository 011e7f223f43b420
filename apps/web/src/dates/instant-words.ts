import { nextClockChange, offsetMinutesAt, wallTimeAt } from "@muster/domain/time-zone";

const LOCALE = "en-GB";
const formats = new Map<string, Intl.DateTimeFormat>();

function format(instant: Date, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  const key = timeZone + JSON.stringify(parts);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, { timeZone, ...parts });
  formats.set(key, known);
  return known.format(instant);
}

/** `Europe/Berlin` is said as Berlin, `America/Argentina/Buenos_Aires` as Buenos Aires. */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

/** `18:00`, on a 24-hour clock. Never alone on a page: a weekday and a city stand near it. */
export const timeOf = (instant: Date, timeZone: string): string =>
  format(instant, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** `Tue 6 Oct` */
export const dayOf = (instant: Date, timeZone: string): string =>
  format(instant, timeZone, { weekday: "short", day: "numeric", month: "short" })
    .replace(",", "")
    .replace("Sept", "Sep");

/** `6 Oct`, beside a weekday already said. */
export const dateOf = (instant: Date, timeZone: string): string =>
  format(instant, timeZone, { day: "numeric", month: "short" }).replace("Sept", "Sep");

/** `Tuesday` or `Tue`: the day it is there, which may be another one than here (TZ-3). */
export const weekdayOfInstant = (instant: Date, timeZone: string, width: "long" | "short" = "short"): string =>
  format(instant, timeZone, { weekday: width });

/** `18:00` on another clock, and `Tue 18:00` where it is another day there than on the reader's own (TZ-3). */
export const timeThere = (instant: Date, { there, here }: { there: string; here: string }): string =>
  wallTimeAt(instant, there).date === wallTimeAt(instant, here).date
    ? timeOf(instant, there)
    : `${weekdayOfInstant(instant, there)} ${timeOf(instant, there)}`;

/** The leaf of a calendar: weekday, day of the month, month. */
export const leafOf = (
  instant: Date,
  timeZone: string,
): { weekday: string; day: string; month: string; monthShort: string } => ({
  weekday: format(instant, timeZone, { weekday: "short" }),
  day: format(instant, timeZone, { day: "numeric" }),
  month: format(instant, timeZone, { month: "long" }),
  monthShort: format(instant, timeZone, { month: "short" }).replace("Sept", "Sep"),
});

/** `Tue 6 Oct, 18:00 (London)` */
export const momentOf = (instant: Date, timeZone: string): string =>
  `${dayOf(instant, timeZone)}, ${timeOf(instant, timeZone)} (${cityOf(timeZone)})`;

/** `Tue 6 Oct, 18:00–19:30 (London)`; an end on another day carries its own weekday. */
export function stretchOf(startsAt: Date, endsAt: Date, timeZone: string): string {
  const sameDay = wallTimeAt(startsAt, timeZone).date === wallTimeAt(endsAt, timeZone).date;
  const end = sameDay ? timeOf(endsAt, timeZone) : `${weekdayOfInstant(endsAt, timeZone)} ${timeOf(endsAt, timeZone)}`;
  return `${dayOf(startsAt, timeZone)}, ${timeOf(startsAt, timeZone)}–${end} (${cityOf(timeZone)})`;
}

/** A calendar day written `2026-10-06`, which is the same day everywhere: `Tue 6 Oct 2026`. */
export const calendarDay = (date: string): string =>
  `${dayOf(new Date(`${date}T12:00:00Z`), "UTC")} ${date.slice(0, 4)}`;

/** `UTC+2`, `UTC+5:45`, `UTC−4`: beside a city, never instead of it. */
export function offsetOf(timeZone: string, at: Date): string {
  const minutes = offsetMinutesAt(timeZone, at);
  if (minutes === 0) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

const HALF_A_YEAR_MS = 183 * 86_400_000;

/** `UTC+2, from 25 Oct UTC+1`: the offset now, and the next change within half a year (AG-7). */
export function offsetsOf(timeZone: string, at: Date): string {
  const change = nextClockChange(timeZone, at, new Date(at.getTime() + HALF_A_YEAR_MS));
  if (!change) return offsetOf(timeZone, at);
  return `${offsetOf(timeZone, at)}, from ${dateOf(change.at, timeZone)} ${offsetOf(timeZone, change.at)}`;
}

/** `today`, `tomorrow`, `in 3 days`, `yesterday`: counted in calendar days of the zone, not in hours. */
export function relativeDay(instant: Date, at: Date, timeZone: string): string {
  const days = dayNumber(wallTimeAt(instant, timeZone).date) - dayNumber(wallTimeAt(at, timeZone).date);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** `40 s`, `3 min`: how long something still takes, rather too long than too short. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
};

/** `just now`, `20 s ago`, `4 min ago`, `3 h ago`; older than a day as its moment. */
export function agoOf(instant: Date, at: Date, timeZone: string): string {
  const seconds = Math.round((at.getTime() - instant.getTime()) / 1000);
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return momentOf(instant, timeZone);
}
