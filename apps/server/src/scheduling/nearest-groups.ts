import type { Availability } from "@muster/domain/availability";
import { meetingInstants, slotAt, type MeetingSlot } from "@muster/domain/meeting-slot";
import { wallTimeAt } from "@muster/domain/time-zone";
import { missingHours } from "@muster/domain/question";
import { unionOf, type Interval } from "@muster/domain/week";
import type { ProposedGroup } from "@muster/scheduler/proposal";

export interface NearGroup {
  name: string;
  slot: MeetingSlot;
  /** What one would ask them to make free for it, in their own week; null where there is nothing to ask. */
  window: Interval | null;
  /** Minutes of a meeting they are not free for, on their worst date; 0 where they are free on all. */
  missingMinutes: number;
  members: number;
  full: boolean;
}

interface Term {
  startDate: string;
  numberOfMeetings: number;
  timeZone: string;
}

interface Asked {
  groups: readonly ProposedGroup[];
  settings: { meetingLengthMinutes: number; maxPeople: number; useIfNeeded: boolean };
  term: Term;
}

const MOST_SHOWN = 3;

/** For somebody without a place: the groups they came nearest to, and what stands in between (SC-14). */
export function nearestGroups({
  groups,
  settings,
  term,
}: Asked): (who: { week: Availability; timeZone: string }) => NearGroup[] {
  const { meetingLengthMinutes: length, maxPeople, useIfNeeded } = settings;
  const known = new Map<string, number[]>();
  /** Where the meetings at a start fall on somebody's week, each minute once. */
  const startsIn = (start: number, timeZone: string): number[] => {
    const key = `${start} ${timeZone}`;
    const dates = known.get(key) ?? [...new Set(meetingMinutes(start, timeZone))];
    known.set(key, dates);
    return dates;
  };
  const meetingMinutes = (start: number, timeZone: string): number[] =>
    meetingInstants(slotAt(start, length, term.timeZone), term.startDate, term.numberOfMeetings).map(
      ({ startsAt }) => wallTimeAt(startsAt, timeZone).minuteOfWeek,
    );
  return ({ week, timeZone }) => {
    const free = unionOf(week.available, useIfNeeded ? week.ifNeeded : []);
    const missing = (start: number) =>
      missingHours(
        free,
        startsIn(start, timeZone).map((from) => ({ start: from, end: from + length })),
      );
    return groups
      .map(({ name, start, memberIds }) => {
        const { minutes, window } = missing(start);
        return {
          name,
          slot: slotAt(start, length, term.timeZone),
          missingMinutes: minutes,
          // A yes makes hours If needed, which this run would not use.
          window: useIfNeeded ? window : null,
          members: memberIds.length,
          full: memberIds.length >= maxPeople,
        };
      })
      .filter(({ missingMinutes }) => missingMinutes < length)
      .toSorted((a, b) => a.missingMinutes - b.missingMinutes || Number(a.full) - Number(b.full))
      .slice(0, MOST_SHOWN);
  };
}
