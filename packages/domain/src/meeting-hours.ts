import { z } from "zod";
import { clockTime, MINUTES_PER_DAY, normaliseWeek, WEEKDAYS, type Week } from "./week.ts";

const minuteOfDay = (what: string) =>
  z
    .number({ error: `${what} must be a time of day` })
    .int({ error: `${what} must be a whole minute` })
    .min(0, { error: `${what} is at 00:00 at the earliest` })
    .max(MINUTES_PER_DAY, { error: `${what} is at 24:00 at the latest` });

const openSchema = z
  .strictObject({ from: minuteOfDay("The first hour of a weekday"), until: minuteOfDay("The last hour of a weekday") })
  .refine(({ from, until }) => from < until, { error: "A weekday must close after it opens", path: ["until"] });

/**
 * When meetings may take place, for each weekday from Monday: from when until when, on the clock of the cohort's zone, or
 * null where it is closed (SC-2). A whole meeting has to lie within; days that touch at midnight are one stretch.
 */
export const meetingHoursSchema = z
  .array(openSchema.nullable())
  .length(7, { error: "A week has seven days" })
  .refine((days) => days.some((day) => day !== null), { error: "Meetings need at least one weekday" });
export type MeetingHours = z.infer<typeof meetingHoursSchema>;
export type OpenHours = NonNullable<MeetingHours[number]>;

export const WHOLE_DAY: OpenHours = { from: 0, until: MINUTES_PER_DAY };
export const ANY_HOUR: MeetingHours = WEEKDAYS.map(() => WHOLE_DAY);

const isWholeDay = (day: OpenHours | null): boolean => day !== null && day.from === 0 && day.until === MINUTES_PER_DAY;
export const isAnyHour = (days: MeetingHours): boolean => days.every(isWholeDay);

/** The same as hours of the cohort's week. */
export const openWeek = (days: MeetingHours): Week =>
  normaliseWeek(
    days.flatMap((day, weekday) =>
      day ? [{ start: weekday * MINUTES_PER_DAY + day.from, end: weekday * MINUTES_PER_DAY + day.until }] : [],
    ),
  );

/** `any hour`, `Mon–Fri 18:00–22:00`, `Mon–Thu, Sat; Sun 10:00–18:00`: days of the same hours together, in order. */
export function meetingHoursWords(days: MeetingHours): string {
  if (isAnyHour(days)) return "any hour";
  const byHours = Map.groupBy(
    days.flatMap((day, weekday) => (day ? [{ weekday, hours: hoursWords(day) }] : [])),
    ({ hours }) => hours,
  );
  return [...byHours]
    .map(([hours, same]) => `${runsWords(same.map(({ weekday }) => weekday))}${hours && ` ${hours}`}`)
    .join("; ");
}

const hoursWords = (day: OpenHours): string => (isWholeDay(day) ? "" : `${clockTime(day.from)}–${endClock(day.until)}`);
export const endClock = (minute: number): string => (minute === MINUTES_PER_DAY ? "24:00" : clockTime(minute));

/** `Mon–Fri`, `Mon, Wed, Sat` */
function runsWords(weekdays: readonly number[]): string {
  const runs: number[][] = [];
  for (const weekday of weekdays) {
    const run = runs.at(-1);
    if (run && run.at(-1) === weekday - 1) run.push(weekday);
    else runs.push([weekday]);
  }
  const short = (weekday: number): string => WEEKDAYS[weekday]!.slice(0, 3);
  const words = (run: readonly number[]): string =>
    run.length < 3 ? run.map(short).join(", ") : `${short(run[0]!)}–${short(run.at(-1)!)}`;
  return runs.map(words).join(", ");
}
