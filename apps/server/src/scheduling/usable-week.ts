import type { Availability } from "@muster/domain/availability";
import { isAnyHour, openWeek } from "@muster/domain/meeting-hours";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { offsetMinutesAt } from "@muster/domain/time-zone";
import { blocksOf, intersectionOf, MINUTES_PER_DAY, shift, unionOf, WEEKDAYS, type Week } from "@muster/domain/week";

interface Painted {
  availability: Availability | null;
  timeZone: string | null;
}

interface Limits {
  settings: SchedulingSettings;
  cohort: { startDate: string; timeZone: string };
}

/** Whether some stretch of a week holds a whole meeting at hours these settings allow. Never false for somebody a run can place. */
export function hasRoom({ availability, timeZone }: Painted, { settings, cohort }: Limits): boolean {
  if (!availability) return false;
  const painted = unionOf(availability.available, settings.useIfNeeded ? availability.ifNeeded : []);
  const civil = settings.civilHours === "must" ? intersectionOf(painted, CIVIL_WEEK) : painted;
  const length = settings.meetingLengthMinutes;
  if (isAnyHour(settings.meetingHours)) return holds(civil, length);
  const open = openWeek(settings.meetingHours);
  return firstWeekShifts(timeZone ?? cohort.timeZone, cohort).some((minutes) =>
    holds(intersectionOf(shift(civil, minutes), open), length),
  );
}

const holds = (week: Week, length: number): boolean => blocksOf(week).some(({ start, end }) => end - start >= length);

/** 07:00 to 22:00 of every day, as the scheduler has it. */
const CIVIL_WEEK: Week = WEEKDAYS.map((_, day) => ({
  start: day * MINUTES_PER_DAY + 7 * 60,
  end: day * MINUTES_PER_DAY + 22 * 60,
}));

/** From somebody's clock to the cohort's, in the week of the first meetings: two answers where a clock changes in it. */
function firstWeekShifts(timeZone: string, cohort: Limits["cohort"]): number[] {
  const start = Date.parse(`${cohort.startDate}T12:00:00Z`);
  const shifts = [-1, 8].map((days) => {
    const at = new Date(start + days * 86_400_000);
    return offsetMinutesAt(cohort.timeZone, at) - offsetMinutesAt(timeZone, at);
  });
  return [...new Set(shifts)];
}
