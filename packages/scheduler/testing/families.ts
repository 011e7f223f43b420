import { MINUTES_PER_DAY, modulo } from "@muster/domain/week";
import { type Candidate, type Problem, type ProblemInput } from "../src/problem.ts";
import { randomFrom, type Random } from "../src/random.ts";
import { cohortOf } from "./cohorts.ts";

/** What makes a family of cohorts: where its people live, how much of their week they give, and who leads. */
interface Family {
  /** Hours each person's clock is ahead of the cohort's. */
  zones: readonly number[];
  /** Chance that somebody gives an evening of the week, or a part of a day at the weekend. */
  evening: number;
  weekend: number;
  /** One facilitator for so many people; none where it is 0. */
  peoplePerLeader: number;
  maxGroups: number;
  settings: Pick<ProblemInput, "meetingLengthMinutes" | "stepMinutes" | "minPeople" | "maxPeople">;
}

const HOUR_ON_THE_HALF = { meetingLengthMinutes: 60, stepMinutes: 30, minPeople: 4, maxPeople: 8 };
/** As many people live in each, roughly, as in the shared instances. */
const WORLD = [-8, -7, -6, -5, -5, -4, -3, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5.5, 5.5, 7, 8, 8, 9, 10];
const world: Family = {
  zones: WORLD,
  evening: 0.45,
  weekend: 0.5,
  peoplePerLeader: 6.6,
  maxGroups: 1,
  settings: HOUR_ON_THE_HALF,
};

const FAMILIES = {
  /** People all over the world, evenings and weekends. */
  world,
  /** Half the availability: many cannot be placed. */
  sparse: { ...world, evening: 0.22, weekend: 0.25 },
  /** Nobody facilitates. */
  peer: { ...world, peoplePerLeader: 0 },
  /** Few facilitators, two groups each. */
  lead2: { ...world, peoplePerLeader: 12, maxGroups: 2 },
  /** Zones off the half hour, meetings on the quarter. */
  odd: {
    ...world,
    zones: [-9.5, -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 12.75],
    settings: { ...HOUR_ON_THE_HALF, stepMinutes: 15 },
  },
  /** One zone, two-hour meetings. */
  long: {
    ...world,
    zones: [-5],
    settings: { meetingLengthMinutes: 120, stepMinutes: 30, minPeople: 5, maxPeople: 9 },
  },
  /** Hours around Sunday midnight of the cohort's clock. */
  wrap: { ...world, zones: [-12, -10, -8, -7, 10, 11, 12, 13], evening: 0.12, weekend: 0.35, peoplePerLeader: 8.5 },
} satisfies Record<string, Family>;

export type FamilyName = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as FamilyName[];

/** A cohort of a family, out of thin air: the same name, size and seed give the same people. */
export function familyCohort(
  name: FamilyName,
  { people, seed, ...more }: { people: number; seed: number } & Partial<Omit<ProblemInput, "people" | "seed">>,
): Problem {
  const family = FAMILIES[name];
  const random = randomFrom(seed, FAMILY_NAMES.indexOf(name));
  const leads = leadersAmong(people, { family, random });
  const made = Array.from({ length: people }, (_, index) =>
    somebody(family, { id: `p${index}`, isLeader: leads.has(index), random }),
  );
  return cohortOf(made, { ...family.settings, ...more, seed });
}

function leadersAmong(people: number, { family, random }: { family: Family; random: Random }): Set<number> {
  const count = family.peoplePerLeader === 0 ? 0 : Math.max(1, Math.round(people / family.peoplePerLeader));
  const leaders = new Set<number>();
  while (leaders.size < Math.min(count, people)) leaders.add(Math.floor(random() * people));
  return leaders;
}

function somebody(
  { zones, evening, weekend, maxGroups, settings }: Family,
  { id, isLeader, random }: { id: string; isLeader: boolean; random: Random },
): Candidate {
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const ahead = oneOf(zones) * 60;
  const extra = settings.meetingLengthMinutes - 60;
  const person: Candidate = {
    id,
    name: `Person ${id}`,
    role: isLeader ? "facilitator" : "participant",
    available: [],
    ifNeeded: [],
    ...(isLeader ? { maxGroups } : {}),
  };
  const give = (list: Candidate["available"], from: number, minutes: number): void => {
    const start = modulo(from - ahead);
    list.push({ start, end: start + minutes });
  };
  for (let day = 0; day < 7; day++) {
    const isWeekend = day >= 5;
    if (random() >= (isWeekend ? weekend : evening)) continue;
    const from =
      day * MINUTES_PER_DAY +
      (isWeekend ? 60 * oneOf([9, 10, 11, 13, 14, 16, 18]) : 1_020 + 30 * oneOf([0, 1, 2, 2, 3, 4]));
    const minutes = extra + (isWeekend ? oneOf([60, 120, 180, 240]) : oneOf([60, 90, 120, 150, 180]));
    give(person.available, from, minutes);
    if (random() < 0.35) give(person.ifNeeded, from - 60, 60);
    if (random() < 0.35) give(person.ifNeeded, from + minutes, 60);
  }
  return person;
}
