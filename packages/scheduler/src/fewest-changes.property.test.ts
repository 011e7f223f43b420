import { expect, test } from "vitest";
import { cohortOf, leader, person, stillClock } from "../testing/cohorts.ts";
import { leastByTryingAll } from "../testing/least-changes.ts";
import { checkProposal } from "./check-proposal.ts";
import { placesIn } from "./earlier-places.ts";
import { type Problem } from "./problem.ts";
import { type Proposal } from "./proposal.ts";
import { randomFrom } from "./random.ts";
import { schedule } from "./schedule.ts";
import { SchedulingError } from "./scheduling-error.ts";

const STARTS = { M: 540, T: 1_440 + 540, W: 2 * 1_440 + 540 };

type Below = (count: number) => number;

function someWeek(below: Below): { week: string; maybe: string } {
  const text = (days: readonly string[]) => days.map((day) => `${day}09:00 ${day}10:00`).join(", ");
  const week = Object.keys(STARTS).filter(() => below(5) > 1);
  const maybe = Object.keys(STARTS).filter((day) => !week.includes(day) && below(3) === 0);
  return { week: text(week), maybe: text(maybe) };
}

/** A small cohort, and what has become of it: some are new, some gone, some free at other hours. */
function changingCohort(seed: number): { before: Problem; after: Problem["people"]; below: Below } {
  const random = randomFrom(seed, 0);
  const below = (count: number) => Math.floor(random() * count);
  const anybody = (id: string) => {
    const { week, maybe } = someWeek(below);
    return id.startsWith("f") ? leader(id, week, { maybe, maxGroups: 1 + below(2) }) : person(id, week, { maybe });
  };
  const leaders = below(2) === 1 ? ["f0", "f1"] : [];
  const ids = [...leaders, ...Array.from({ length: 5 + below(2) }, (_, index) => `p${index}`)];
  const people = ids.map(anybody);
  const before = people.filter(({ role }) => role === "facilitator" || below(4) > 0);
  const stay = people.filter(() => below(5) > 0);
  return {
    before: cohortOf(before, { minPeople: 2, maxPeople: 3 + below(2), stepMinutes: 60, remedyTrials: 0 }),
    after: stay.map((one) => (below(6) > 0 ? one : anybody(one.id))),
    below,
  };
}

/** The cohort as it is now, to be scheduled from the earlier proposal: as it is, with some places pinned, or under rules. */
function again({ before, after, below }: ReturnType<typeof changingCohort>, { groups }: Proposal): Problem {
  const earlier = placesIn(groups).filter(({ personId }) => after.some(({ id }) => id === personId));
  const isFree = ({ personId, start }: (typeof earlier)[number]) => {
    const { available, ifNeeded } = after.find(({ id }) => id === personId)!;
    return [...available, ...ifNeeded].some((free) => free.start === start);
  };
  const how = below(4);
  const guests = after.filter(({ role }) => role === "participant").map(({ id }) => id);
  const kind = below(2) === 0 ? ("together" as const) : ("apart" as const);
  const rules = [
    { kind, personIds: guests.slice(0, 2) },
    { kind: "apart" as const, personIds: guests.slice(2, 4) },
  ];
  return {
    ...before,
    people: after,
    earlier,
    pins: how % 2 === 1 ? earlier.filter((place) => isFree(place) && below(4) === 0) : [],
    rules: how >= 2 && guests.length >= 4 ? rules : [],
  };
}

test("a run again changes group or time for the fewest people that any grouping of the best quality does, as trying everything finds", async () => {
  const [found, tried]: [string[], string[]] = [[], []];
  for (let seed = 1; seed <= 100; seed++) {
    const cohort = changingCohort(seed);
    const problem = again(cohort, await schedule(cohort.before, stillClock));
    if (problem.earlier.length === 0) continue;
    const least = leastByTryingAll(problem, Object.values(STARTS));
    tried.push(`${seed}: ${least ? `${least.changed} at ${least.tenths}` : "refused"}`);
    found.push(`${seed}: ${await outcomeOf(problem)}`);
  }
  expect(found).toEqual(tried);
  expect(tried.filter((one) => !one.endsWith("refused")).length).toBeGreaterThan(60);
  expect(tried.filter((one) => / [1-9]\d* at/.test(one)).length).toBeGreaterThan(30);
});

async function outcomeOf(problem: Problem): Promise<string> {
  try {
    const proposal = await schedule(problem, stillClock);
    const wrong = checkProposal(problem, proposal);
    if (wrong.length > 0 || !proposal.proven) return ["not proven", ...wrong].join();
    return `${proposal.changedIds.length} at ${Math.round(10 * proposal.quality)}`;
  } catch (error) {
    if (error instanceof SchedulingError) return "refused";
    throw error;
  }
}
