import { normaliseWeek, subtract, type Interval } from "@muster/domain/week";
import { balanceCohorts } from "./balance-cohorts.ts";
import { type Group, type Person } from "./person.ts";
import { type GroupingSettings } from "./people-problem.ts";
import { runScheduling } from "./run-scheduling.ts";
import { NoFacilitatorsError, NoUsersError } from "./scheduling-error.ts";

export interface CourseSchedulingResult {
  courseName: string;
  groups: Group[];
  unassigned: Person[];
  score: number;
  balanceMoves: number;
  iterations: number;
  /** Why a course was not scheduled at all, or null. */
  skipped: "too_few_people" | "no_facilitator" | null;
}

export interface MultiCourseSchedulingResult {
  courses: CourseSchedulingResult[];
  totalPlaced: number;
  totalPeople: number;
  totalGroups: number;
  totalBalanceMoves: number;
}

/** What the server answers to a run for one cohort (SCH14). */
export interface CohortSchedulingResult {
  cohortId: number;
  cohortName: string;
  groupsCreated: number;
  usersGrouped: number;
  usersUngroupable: number;
  groups: { groupId: number; groupName: string; memberCount: number; meetingTime: string }[];
}

/** People by course, in the order courses first appear; those without one are "Uncategorized". */
export function groupPeopleByCourse(people: readonly Person[]): Map<string, Person[]> {
  const byCourse = new Map<string, Person[]>();
  for (const person of people) {
    for (const course of person.courses?.length ? person.courses : ["Uncategorized"]) {
      byCourse.set(course, [...(byCourse.get(course) ?? []), person]);
    }
  }
  return byCourse;
}

/** What is left of some intervals when blocked ones are taken: exactly their minutes, no more. */
export const removeBlockedIntervals = (intervals: readonly Interval[], blocked: readonly Interval[]): Interval[] => [
  ...subtract(normaliseWeek(intervals), normaliseWeek(blocked)),
];

/**
 * Schedules several courses in turn; the times people got in one are no longer free in the next. Throws NoUsersError
 * without anybody, NoFacilitatorsError where facilitators are asked for and none is there.
 */
export function schedulePeople(
  people: readonly Person[],
  settings: GroupingSettings = {},
): MultiCourseSchedulingResult {
  if (people.length === 0) throw new NoUsersError("There is nobody to schedule");
  const { facilitatorIds } = settings;
  if (facilitatorIds?.size && !people.some(({ id }) => facilitatorIds.has(id))) {
    throw new NoFacilitatorsError("None of the people to schedule is a facilitator");
  }
  const taken = new Map<string, Interval[]>();
  const courses = [...groupPeopleByCourse(people)].map(([courseName, members]) => {
    const result = scheduleCourse(
      courseName,
      members.map((person) => withoutTaken(person, taken)),
      settings,
    );
    for (const { people: group, selectedTime } of result.groups) {
      for (const { id } of group) taken.set(id, [...(taken.get(id) ?? []), selectedTime!]);
    }
    return result;
  });
  const sum = (of: (course: CourseSchedulingResult) => number) =>
    courses.reduce((total, course) => total + of(course), 0);
  return {
    courses,
    totalPlaced: sum(({ score }) => score),
    totalPeople: people.length,
    totalGroups: sum(({ groups }) => groups.length),
    totalBalanceMoves: sum(({ balanceMoves }) => balanceMoves),
  };
}

function withoutTaken(person: Person, taken: ReadonlyMap<string, Interval[]>): Person {
  const blocked = taken.get(person.id);
  if (!blocked) return person;
  return {
    ...person,
    intervals: removeBlockedIntervals(person.intervals, blocked),
    ifNeededIntervals: removeBlockedIntervals(person.ifNeededIntervals, blocked),
  };
}

function scheduleCourse(courseName: string, people: Person[], settings: GroupingSettings): CourseSchedulingResult {
  const { facilitatorIds, minPeople = 4, meetingLength = 60, timeIncrement = 30, useIfNeeded = true } = settings;
  const nothing = { courseName, groups: [], unassigned: people, score: 0, balanceMoves: 0, iterations: 0 };
  if (people.length < minPeople) return { ...nothing, skipped: "too_few_people" };
  if (facilitatorIds?.size && !people.some(({ id }) => facilitatorIds.has(id)))
    return { ...nothing, skipped: "no_facilitator" };
  const { groups, unassigned, score, iterations } = runScheduling(people, settings);
  const terms = {
    meetingLength,
    timeIncrement,
    useIfNeeded,
    ...(facilitatorIds ? { facilitatorIds } : {}),
    ...(settings.rules ? { rules: settings.rules } : {}),
  };
  const balanceMoves =
    settings.balance === false || settings.facilitatorMaxGroups || settings.dates ? 0 : balanceCohorts(groups, terms);
  return { courseName, groups, unassigned, score, balanceMoves, iterations, skipped: null };
}
