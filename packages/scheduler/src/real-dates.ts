import { modulo } from "@muster/domain/week";
import { type MeetingDates } from "./problem.ts";
import { addBit, type Bits } from "./bits.ts";
import { type Piece, type TimeGrid } from "./time-grid.ts";
import { instantOfWall, minuteOfWeekAt, zoneClock, type ClockNote, type ZoneClock } from "@muster/domain/zone-clock";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Some of the term's meetings fall on a person's week in one and the same way: these starts, on these dates. */
export interface ClockCase {
  pieces: Piece[];
  starts: Bits;
  /** `start * meetings + number of the meeting`, for those in this case. */
  meetings: number[];
}

/** The real dates of a term, as seen from every start of the week. */
export interface Term {
  meetings: number;
  /** How meetings at each start fall on the week of somebody in `timeZone`. */
  casesFor: (timeZone: string) => ClockCase[];
  /** Milliseconds of meeting `number` (from 0) at a start. */
  instantOf: (start: number, number: number) => number;
  dateOf: (start: number, number: number) => string;
  clockNoteOf: (start: number, number: number) => ClockNote;
}

/** Without dates every zone is the same clock: one case, nothing moves. */
export const everyStartAsWritten = (grid: TimeGrid, length: number): ClockCase => {
  const starts = new Uint32Array(grid.words);
  for (let s = 0; s < grid.starts; s++) addBit(starts, 0, s);
  return { pieces: [{ offset: 0, length, shift: 0 }], starts, meetings: [] };
};

export function termOf(dates: MeetingDates, grid: TimeGrid, length: number): Term {
  const firstDay = Date.parse(`${dates.firstDate}T00:00:00Z`);
  const weekday = (new Date(firstDay).getUTCDay() + 6) % 7;
  const [from, until] = [firstDay - 3 * DAY, firstDay + (dates.numberOfMeetings + 2) * 7 * DAY];
  const cohortClock = zoneClock(dates.timeZone, from, until);
  const count = dates.numberOfMeetings;
  const instants = new Float64Array(grid.starts * count);
  const notes: ClockNote[] = [];
  const wallOf = (start: number, number: number): number => {
    const minute = start * grid.step;
    const daysOn = (Math.floor(minute / 1_440) - weekday + 7) % 7;
    return firstDay + (daysOn + 7 * number) * DAY + (minute % 1_440) * MINUTE;
  };
  for (let s = 0; s < grid.starts; s++) {
    for (let n = 0; n < count; n++) {
      const { at, clock } = instantOfWall(cohortClock, wallOf(s, n));
      instants[s * count + n] = at;
      notes[s * count + n] = clock;
    }
  }
  const known = new Map<string, ClockCase[]>();
  return {
    meetings: count,
    instantOf: (start, number) => instants[start * count + number]!,
    dateOf: (start, number) => new Date(wallOf(start, number)).toISOString().slice(0, 10),
    clockNoteOf: (start, number) => notes[start * count + number]!,
    casesFor: (timeZone) => {
      const found =
        known.get(timeZone) ?? clockCases(zoneClock(timeZone, from, until), { instants, count, grid, length });
      known.set(timeZone, found);
      return found;
    },
  };
}

function clockCases(
  clock: ZoneClock,
  { instants, count, grid, length }: { instants: Float64Array; count: number; grid: TimeGrid; length: number },
): ClockCase[] {
  const cases = new Map<string, ClockCase>();
  for (let s = 0; s < grid.starts; s++) {
    for (let n = 0; n < count; n++) {
      const pieces = piecesAt(clock, instants[s * count + n]!, { minute: s * grid.step, length });
      const key = pieces.map(({ offset, shift }) => `${offset}:${shift}`).join();
      const found = cases.get(key) ?? { pieces, starts: new Uint32Array(grid.words), meetings: [] };
      addBit(found.starts, 0, s);
      found.meetings.push(s * count + n);
      cases.set(key, found);
    }
  }
  return [...cases.values()];
}

/** One meeting in a person's week; in two pieces when their clock changes while it lasts. */
function piecesAt(clock: ZoneClock, instant: number, { minute, length }: { minute: number; length: number }): Piece[] {
  const shiftAt = (offset: number) => modulo(minuteOfWeekAt(clock, instant + offset * MINUTE) - minute - offset);
  const change = clock.changeBetween(instant, instant + length * MINUTE);
  if (change === null) return [{ offset: 0, length, shift: shiftAt(0) }];
  const split = Math.ceil((change - instant) / MINUTE);
  return [
    { offset: 0, length: split, shift: shiftAt(0) },
    { offset: split, length: length - split, shift: shiftAt(split) },
  ];
}
