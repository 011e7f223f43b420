import { parseIntervals } from "@muster/domain/week";
import { problemSchema, type Candidate, type Problem, type ProblemInput } from "../src/problem.ts";
import { randomFrom } from "../src/random.ts";

/** Somebody free in the written week. */
export function person(id: string, week: string, more: Partial<Candidate> & { maybe?: string } = {}): Candidate {
  const { maybe = "", ...rest } = more;
  return {
    id,
    name: `Person ${id}`,
    role: "participant",
    available: parseIntervals(week),
    ifNeeded: parseIntervals(maybe),
    ...rest,
  };
}

export const leader = (id: string, week: string, more: Partial<Candidate> & { maybe?: string } = {}): Candidate =>
  person(id, week, { role: "facilitator", ...more });

/** A problem of one-hour meetings for groups of 2 to 8 on the half hour, unless told otherwise. */
export function cohortOf(people: Candidate[], more: Partial<ProblemInput> = {}): Problem {
  return problemSchema.parse({
    people,
    meetingLengthMinutes: 60,
    stepMinutes: 30,
    minPeople: 2,
    maxPeople: 8,
    useIfNeeded: true,
    iterations: 50,
    ...more,
  });
}

/** A clock of its own for tests: it stands still unless moved. */
export const stillClock = { now: () => 0 };

const DAYS = "MTWRFSU";

/** A cohort out of thin air: evenings and weekends somewhere in the world, some hours only if needed. */
export function worldCohort(people: number, seed: number, more: Partial<ProblemInput> = {}): Problem {
  const random = randomFrom(seed, 0);
  const pick = (count: number) => Math.floor(random() * count);
  const stretch = (offset: number): string => {
    const weekend = pick(7) >= 5;
    const start = (DAYS.indexOf(weekend ? "S" : DAYS[pick(5)]!) + (weekend ? pick(2) : 0)) * 1_440;
    const from = start + (weekend ? 540 + 30 * pick(12) : 1_080 + 30 * pick(4)) - offset * 60;
    const text = (minute: number) => {
      const at = ((minute % 10_080) + 10_080) % 10_080;
      const clock = [Math.floor(at / 60) % 24, at % 60].map((n) => String(n).padStart(2, "0")).join(":");
      return `${DAYS[Math.floor(at / 1_440)]}${clock}`;
    };
    return `${text(from)} ${text(from + 60 + 30 * pick(4))}`;
  };
  const made = Array.from({ length: people }, (_, index) => {
    const offset = pick(24) - 12;
    const week = Array.from({ length: 1 + pick(3) }, () => stretch(offset)).join(", ");
    const maybe = pick(2) === 0 ? stretch(offset) : "";
    return person(`p${index}`, week, { maybe, role: pick(7) === 0 ? "facilitator" : "participant" });
  });
  return cohortOf(made, { minPeople: 4, ...more });
}
