import { attemptsOn } from "./attempt.ts";
import { deal } from "./deal.ts";
import { type Ledger } from "./ledger.ts";
import { type Group, type Person } from "./person.ts";
import { problemOf, type GroupingSettings } from "./people-problem.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { blocksOf, repeatAttempt, runAttempts } from "./run-attempts.ts";
import { placedIn, type Seating } from "./seating.ts";

export interface SchedulingRun {
  groups: Group[];
  unassigned: Person[];
  /** Distinct people placed (Q8). */
  score: number;
  quality: number;
  /** -1 where no iteration gave a group. */
  bestIteration: number;
  /** How many were really made (Q21). */
  iterations: number;
}

/** The groups of one greedy iteration, the `index`th of the settings' seed. */
export function runGreedyIteration(people: readonly Person[], settings: GroupingSettings = {}, index = 0): Group[] {
  const prepared = prepare(problemOf(people, settings));
  const attempts = attemptsOn(prepared.reduced, prepared.problem.seed);
  attempts.run(index);
  return groupsOf(prepared, attempts.seating(), people);
}

/** The best of many greedy iterations; ends early when nobody could be better placed. */
export function runScheduling(
  people: readonly Person[],
  settings: GroupingSettings = {},
  onProgress?: (done: number, total: number) => void,
): SchedulingRun {
  const prepared = prepare(problemOf(people, settings));
  const total = prepared.problem.iterations;
  let iterations = 0;
  const quiet: Ledger = {
    now: () => 0,
    shouldStop: () => false,
    enter: () => {},
    found: () => {},
    bounded: () => {},
    attempted: (count) => {
      iterations += count;
      onProgress?.(iterations, total);
    },
  };
  const best = runAttempts(prepared, blocksOf(0, total), quiet);
  const seating = repeatAttempt(prepared, best);
  const groups = seating ? groupsOf(prepared, seating, people) : [];
  const placed = new Set(groups.flatMap((group) => group.people));
  return {
    groups,
    unassigned: people.filter((person) => !placed.has(person)),
    score: seating ? placedIn(seating) : 0,
    quality: best.tenths / 10,
    bestIteration: best.index,
    iterations,
  };
}

function groupsOf({ reduced, problem }: Prepared, seating: Seating, people: readonly Person[]): Group[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  return deal(reduced, problem, seating).groups.map(({ start, facilitator, members }) => {
    const minute = reduced.minutes[start]!;
    const ids = members.map((member) => reduced.participants.ids[member]!);
    if (facilitator >= 0) ids.unshift(reduced.facilitators.ids[facilitator]!);
    return {
      people: ids.map((id) => byId.get(id)!),
      selectedTime: { start: minute, end: minute + problem.meetingLengthMinutes },
    };
  });
}
