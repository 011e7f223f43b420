import type { Availability } from "./availability.ts";
import type { MeetingInstant } from "./meeting-slot.ts";
import { wallTimeAt } from "./time-zone.ts";
import { blocksOf, MINUTES_PER_DAY, MINUTES_PER_WEEK, unionOf, type Week } from "./week.ts";
import { instantOfWall, minuteOfWeekAt, zoneClock } from "./zone-clock.ts";

/**
 * How an hour of the week suits somebody on all its real dates, one letter each: available on every date, free on every
 * date with an if-needed hour among them, free on some of them only, busy with another group, not free.
 */
export const HOUR_LEVELS = ["A", "I", "P", "B", "N"] as const;
export type HourLevel = (typeof HOUR_LEVELS)[number];

/** Free on every date, whatever it costs. */
export const isFree = (level: string | undefined): boolean => level === "A" || level === "I";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The dates a group would meet on, for every start of the week at once. */
export interface StartDates {
  stepMinutes: number;
  /** How many starts a week has: one each step from Monday 00:00. */
  starts: number;
  /** How many dates each start has. */
  dates: number;
  /** Milliseconds of a start's date, under `start * dates + date`. */
  instants: Float64Array;
}

interface Asked {
  /** Of the group: the starts are on its clock. */
  timeZone: string;
  stepMinutes: number;
  startDate: string;
  dates: number;
  now: Date;
}

/** For each start the first date on or after the term's start that still lies ahead, and then every week (R14, L24, TZ-1). */
export function datesOfStarts({ timeZone, stepMinutes, startDate, dates, now }: Asked): StartDates {
  const today = wallTimeAt(now, timeZone).date;
  const firstDay = Date.parse(`${startDate > today ? startDate : today}T00:00:00Z`);
  const weekday = (new Date(firstDay).getUTCDay() + 6) % 7;
  const clock = zoneClock(timeZone, firstDay - 3 * DAY, firstDay + (dates + 3) * 7 * DAY);
  const starts = MINUTES_PER_WEEK / stepMinutes;
  const instants = new Float64Array(starts * dates);
  for (let start = 0; start < starts; start++) {
    const minute = start * stepMinutes;
    const daysOn = (Math.floor(minute / MINUTES_PER_DAY) - weekday + 7) % 7;
    const wall = firstDay + daysOn * DAY + (minute % MINUTES_PER_DAY) * MINUTE;
    const late = instantOfWall(clock, wall).at <= now.getTime() ? 1 : 0;
    for (let date = 0; date < dates; date++)
      instants[start * dates + date] = instantOfWall(clock, wall + (date + late) * 7 * DAY).at;
  }
  return { stepMinutes, starts, dates, instants };
}

interface Someone {
  availability: Availability | null;
  timeZone: string | null;
  /** What they have given to other groups already. */
  busy: readonly Pick<MeetingInstant, "startsAt" | "endsAt">[];
}

/**
 * Reads people's levels for stretches of one length that begin at the starts: one letter for each start. Each zone's clock
 * is read once, each person's week once, so that hundreds of people at five-minute starts take a blink.
 */
export function hourReader(at: StartDates, lengthMinutes: number): (who: Someone) => string {
  const clocks = new Map<string, OnClock>();
  const onClock = (timeZone: string): OnClock => {
    const found = clocks.get(timeZone) ?? readClock(at, timeZone, lengthMinutes);
    clocks.set(timeZone, found);
    return found;
  };
  return ({ availability, timeZone, busy }) => {
    if (!availability || !timeZone) return "N".repeat(at.starts);
    const free = {
      well: stretchesOf(availability.available),
      any: stretchesOf(unionOf(availability.available, availability.ifNeeded)),
    };
    const clock = onClock(timeZone);
    const taken = busy.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), until: endsAt.getTime() }));
    let levels = "";
    for (let start = 0; start < at.starts; start++) {
      const level = levelAt(start, { at, clock, free });
      levels += level !== "N" && isTaken(start, { at, taken, lengthMinutes }) ? "B" : level;
    }
    return levels;
  };
}

/** Where every date falls on a zone's clock. */
interface OnClock {
  minutes: Uint16Array;
  /** Until its end, or until the clock changes meanwhile. */
  lengths: Uint16Array;
  /** How it goes on after such a change: another minute of the week, and for how long. */
  rests: ReadonlyMap<number, { minute: number; length: number }>;
}

function readClock({ instants }: StartDates, timeZone: string, lengthMinutes: number): OnClock {
  const [from, until] = spanOf(instants);
  const clock = zoneClock(timeZone, from - DAY, until + 2 * DAY);
  const minutes = new Uint16Array(instants.length);
  const lengths = new Uint16Array(instants.length);
  const rests = new Map<number, { minute: number; length: number }>();
  for (const [index, instant] of instants.entries()) {
    const change = clock.changeBetween(instant, instant + lengthMinutes * MINUTE);
    minutes[index] = minuteOfWeekAt(clock, instant);
    lengths[index] = change === null ? lengthMinutes : (change - instant) / MINUTE;
    if (change !== null)
      rests.set(index, { minute: minuteOfWeekAt(clock, change), length: lengthMinutes - lengths[index]! });
  }
  return { minutes, lengths, rests };
}

function spanOf(instants: Float64Array): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const instant of instants) [first, last] = [Math.min(first, instant), Math.max(last, instant)];
  return [first, last];
}

/** For each minute of the week, how many minutes in a row the week holds from there. */
function stretchesOf(week: Week): Uint16Array {
  const minutes = new Uint16Array(MINUTES_PER_WEEK);
  for (const { start, end } of blocksOf(week)) {
    if (end - start >= MINUTES_PER_WEEK) return minutes.fill(MINUTES_PER_WEEK);
    for (let minute = start; minute < end; minute++) minutes[minute % MINUTES_PER_WEEK] = end - minute;
  }
  return minutes;
}

interface Judged {
  at: StartDates;
  clock: OnClock;
  free: { well: Uint16Array; any: Uint16Array };
}

function levelAt(start: number, { at: { dates }, clock, free }: Judged): HourLevel {
  let [well, any] = [0, 0];
  for (let index = start * dates; index < (start + 1) * dates; index++) {
    const [minute, length, rest] = [clock.minutes[index]!, clock.lengths[index]!, clock.rests.get(index)];
    const isIn = (row: Uint16Array) => row[minute]! >= length && (!rest || row[rest.minute]! >= rest.length);
    if (isIn(free.well)) well++;
    if (isIn(free.any)) any++;
  }
  if (well === dates) return "A";
  if (any === dates) return "I";
  return any > 0 ? "P" : "N";
}

interface Taken {
  at: StartDates;
  taken: readonly { from: number; until: number }[];
  lengthMinutes: number;
}

function isTaken(start: number, { at: { dates, instants }, taken, lengthMinutes }: Taken): boolean {
  if (taken.length === 0) return false;
  for (let index = start * dates; index < (start + 1) * dates; index++) {
    const instant = instants[index]!;
    if (taken.some(({ from, until }) => from < instant + lengthMinutes * MINUTE && instant < until)) return true;
  }
  return false;
}
