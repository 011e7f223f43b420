import type { MeetingSlot } from "@muster/domain/meeting-slot";
import { clockTime, MINUTES_PER_DAY, modulo, WEEKDAYS, weekdayOf, type Interval } from "@muster/domain/week";
import { cityOf } from "./instant-words.ts";

/** Monday is 0. */
export const weekdayName = (weekday: number, width: "long" | "short" = "short"): string => {
  const name = WEEKDAYS[((weekday % 7) + 7) % 7]!;
  return width === "long" ? name : name.slice(0, 3);
};

/**
 * The seven weekdays in the order this reader's calendar has them, Monday where the browser cannot say (AG-1).
 * Monday is 0.
 */
export function weekOrder(locale: string): number[] {
  const first = firstDayOf(locale);
  return Array.from({ length: 7 }, (_, at) => (first + at) % 7);
}

function firstDayOf(locale: string): number {
  type WithWeek = { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  try {
    const known = new Intl.Locale(locale) as unknown as WithWeek;
    const firstDay = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
    return (firstDay + 6) % 7;
  } catch {
    return 0;
  }
}

/** `Tue 18:00` of a minute of the week. */
export const weekMinuteWords = (minute: number, width: "long" | "short" = "short"): string =>
  `${weekdayName(weekdayOf(minute), width)} ${clockTime(minute)}`;

/** `18:00–19:30`; midnight at the end is written 24:00. */
export const clockRange = ({ start, end }: Interval): string => `${clockTime(start)}–${endClock(end)}`;

/** `Tue 18:00–19:30`, over midnight `Sun 23:00–Mon 01:00`. */
export function blockWords({ start, end }: Interval, width: "long" | "short" = "short"): string {
  const day = weekdayName(weekdayOf(start), width);
  const endsSameDay = weekdayOf(start) === weekdayOf(end - 1) && end - start <= MINUTES_PER_DAY;
  if (endsSameDay) return `${day} ${clockRange({ start, end })}`;
  return `${day} ${clockTime(start)}–${weekdayName(weekdayOf(end), width)} ${clockTime(end)}`;
}

const endClock = (end: number): string => (modulo(end) % MINUTES_PER_DAY === 0 ? "24:00" : clockTime(end));

/** `Tue 18:00–19:30 (London)`: a weekly slot in its own zone. */
export function slotWords(slot: MeetingSlot): string {
  const start = slot.weekday * MINUTES_PER_DAY + slot.startMinute;
  return `${blockWords({ start, end: start + slot.lengthMinutes })} (${cityOf(slot.timeZone)})`;
}

/** `12 h`, `5.5 h`, `45 min`: how long, for sums of marked time. */
export function hoursWords(minutes: number): string {
  if (minutes > 0 && minutes < 60) return `${minutes} min`;
  return `${Number((minutes / 60).toFixed(minutes % 30 === 0 ? 1 : 2))} h`;
}
