import { type GroupingRule } from "@muster/domain/grouping-rule";
import { covers, MINUTES_PER_WEEK, normaliseWeek, unionOf, type Interval } from "@muster/domain/week";
import { type Group, type Person } from "./person.ts";

/** What a group is judged by. People are taken to be on one clock. */
export interface MeetingTerms {
  meetingLength: number;
  /** Starts are tried this many minutes apart; 30 where none is given. Coverage itself is exact (Q3, Q4). */
  timeIncrement?: number;
  useIfNeeded?: boolean;
  /** With any, a group has exactly one of them. */
  facilitatorIds?: ReadonlySet<string>;
  /** Who shares a group and who does not. */
  rules?: readonly GroupingRule<string>[];
}

/** Whether a group could meet: exactly one facilitator where there are any, and a start at which everybody is free. */
export function isGroupValid(group: Pick<Group, "people">, terms: MeetingTerms): boolean {
  const { people } = group;
  if (people.length === 0) return true;
  const { facilitatorIds } = terms;
  if (facilitatorIds?.size && people.filter(({ id }) => facilitatorIds.has(id)).length !== 1) return false;
  return findCohortTimeOptions(people, terms).length > 0;
}

/** Every time at which all of them are free, best first: those that suit most people fully, then the earliest. */
export function findCohortTimeOptions(
  people: readonly Person[],
  terms: MeetingTerms,
): (Interval & { score: number })[] {
  if (people.length === 0) return [];
  const { meetingLength, timeIncrement = 30, useIfNeeded = true } = terms;
  const weeks = people.map(({ intervals, ifNeededIntervals }) => ({
    well: normaliseWeek(intervals),
    free: useIfNeeded ? unionOf(intervals, ifNeededIntervals) : normaliseWeek(intervals),
  }));
  const options: (Interval & { score: number })[] = [];
  for (let start = 0; start < MINUTES_PER_WEEK; start += timeIncrement) {
    if (!weeks.every(({ free }) => covers(free, start, meetingLength))) continue;
    const suited = weeks.filter(({ well }) => covers(well, start, meetingLength)).length;
    options.push({ start, end: start + meetingLength, score: (9 * people.length + suited) / 10 });
  }
  return options.toSorted((a, b) => b.score - a.score || a.start - b.start);
}
