import { type GroupingRule } from "@muster/domain/grouping-rule";
import { type Person } from "./person.ts";
import { problemSchema, type MeetingDates, type Problem, type ProblemInput } from "./problem.ts";

/** How people are to be grouped; every field has the product's default. */
export interface GroupingSettings {
  meetingLength?: number;
  timeIncrement?: number;
  minPeople?: number;
  maxPeople?: number;
  useIfNeeded?: boolean;
  balance?: boolean;
  numIterations?: number;
  seed?: number;
  facilitatorIds?: ReadonlySet<string>;
  /** Groups a facilitator may lead; 1 where none is given. */
  facilitatorMaxGroups?: ReadonlyMap<string, number>;
  dates?: MeetingDates;
  /** Who shares a group and who does not; what names somebody who is not there is let be. */
  rules?: readonly GroupingRule<string>[];
}

/** People and settings as a problem. Without dates everybody is on one clock. */
export function problemOf(people: readonly Person[], settings: GroupingSettings): Problem {
  const { facilitatorIds, facilitatorMaxGroups, dates } = settings;
  const input: ProblemInput = {
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      role: facilitatorIds?.has(person.id) ? "facilitator" : "participant",
      available: [...person.intervals],
      ifNeeded: [...person.ifNeededIntervals],
      timeZone: person.timezone,
      ...(facilitatorMaxGroups?.has(person.id) ? { maxGroups: facilitatorMaxGroups.get(person.id) } : {}),
    })) as ProblemInput["people"],
    meetingLengthMinutes: settings.meetingLength ?? 60,
    stepMinutes: settings.timeIncrement ?? 30,
    minPeople: settings.minPeople ?? 4,
    maxPeople: settings.maxPeople ?? 8,
    useIfNeeded: settings.useIfNeeded ?? true,
    balance: settings.balance ?? true,
    iterations: settings.numIterations ?? 1_000,
    seed: settings.seed ?? 1,
    prove: false,
    ...(dates ? { dates } : {}),
    rules: (settings.rules ?? []).map(({ kind, personIds }) => ({ kind, personIds: [...personIds] })),
  };
  return problemSchema.parse(input);
}
