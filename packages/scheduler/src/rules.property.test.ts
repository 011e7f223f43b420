import { contradiction, type GroupingRule } from "@muster/domain/grouping-rule";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohortOf, person, stillClock, worldCohort } from "../testing/cohorts.ts";
import { faultsOf } from "../testing/minute-oracle.ts";
import { bestUnderRules, brokenRules } from "../testing/rules-oracle.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Problem } from "./problem.ts";
import { type Proposal } from "./proposal.ts";
import { schedule } from "./schedule.ts";
import { SchedulingError } from "./scheduling-error.ts";

/** Null where the rules are refused, as when a company is too large: what is refused has tests of its own. */
async function run(problem: Problem): Promise<Proposal | null> {
  try {
    return await schedule({ ...problem, remedyTrials: 0 }, stillClock);
  } catch (error) {
    if (error instanceof SchedulingError) return null;
    throw error;
  }
}

const hours = fc.array(fc.record({ from: fc.integer({ min: 0, max: 3 }), hours: fc.integer({ min: 1, max: 3 }) }), {
  maxLength: 2,
});

/** Few people whose hours lie close together, so that rules and seats are in each other's way. */
const fewPeople = fc
  .array(
    fc.record({
      role: fc.constantFrom("participant" as const, "participant" as const, "facilitator" as const),
      available: hours,
      ifNeeded: hours,
      maxGroups: fc.constantFrom(1, 2),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .map((people) =>
    people.map(({ available, ifNeeded, ...more }, index) => {
      const interval = (one: { from: number; hours: number }) => {
        const start = 10_080 - 120 + 60 * one.from;
        return { start, end: start + 60 * one.hours };
      };
      const wrapped = ({ start, end }: { start: number; end: number }) =>
        start >= 10_080 ? { start: start - 10_080, end: end - 10_080 } : { start, end };
      return {
        ...person(`p${index}`, ""),
        ...more,
        available: available.map(interval).map(wrapped),
        ifNeeded: ifNeeded.map(interval).map(wrapped),
      };
    }),
  );

const fewRules = (among: number) =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom("together" as const, "apart" as const),
        people: fc.uniqueArray(fc.integer({ min: 0, max: among - 1 }), { minLength: 2, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((rules) => rules.map(({ kind, people }) => ({ kind, personIds: people.map((index) => `p${index}`) })))
    .filter((rules: GroupingRule<string>[]) => contradiction(rules) === undefined);

const cohort = fewPeople.chain((people) =>
  fc.record({
    people: fc.constant(people),
    rules: fewRules(people.length),
    minPeople: fc.integer({ min: 2, max: 3 }),
    maxPeople: fc.integer({ min: 3, max: 4 }),
    seed: fc.integer({ min: 0, max: 5 }),
  }),
);

describe("for any rules that do not contradict each other", () => {
  test("a proposal keeps them, is valid minute by minute, and is proven to be the best there is [GR-13]", async () => {
    await fc.assert(
      fc.asyncProperty(cohort, async ({ people, ...more }) => {
        const problem = cohortOf(people, more);
        const proposal = await run(problem);
        fc.pre(proposal !== null);
        expect(brokenRules(problem, proposal)).toEqual([]);
        expect(faultsOf(problem, proposal)).toEqual([]);
        expect(checkProposal(problem, proposal)).toEqual([]);
        expect(proposal.quality).toBe(bestUnderRules(problem));
        expect(proposal.proven).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("attempts and improvement alone keep them too [GR-13]", async () => {
    await fc.assert(
      fc.asyncProperty(cohort, async ({ people, ...more }) => {
        const problem = cohortOf(people, { ...more, prove: false, iterations: 20 });
        const proposal = await run(problem);
        fc.pre(proposal !== null);
        expect(brokenRules(problem, proposal)).toEqual([]);
        expect(checkProposal(problem, proposal)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("larger cohorts keep them, and the same seed gives the same answer to the last byte [GR-13]", async () => {
    for (const seed of [1, 2, 3]) {
      const plain = worldCohort(60, seed, { maxPeople: 6 });
      const guests = plain.people.filter(({ role }) => role === "participant").map(({ id }) => id);
      const leaders = plain.people.filter(({ role }) => role === "facilitator").map(({ id }) => id);
      const problem: Problem = {
        ...plain,
        rules: [
          { kind: "apart", personIds: guests.slice(0, 6) },
          { kind: "together", personIds: guests.slice(6, 8) },
          { kind: "apart", personIds: [guests[8]!, ...leaders.slice(0, 2)] },
          { kind: "together", personIds: [guests[9]!, leaders[2]!] },
        ],
      };
      const proposal = (await run(problem))!;
      expect(brokenRules(problem, proposal)).toEqual([]);
      expect(faultsOf(problem, proposal)).toEqual([]);
      expect(checkProposal(problem, proposal)).toEqual([]);
      expect(proposal.proven).toBe(true);
      expect(JSON.stringify(await run({ ...problem, people: problem.people.toReversed() }))).toBe(
        JSON.stringify({ ...proposal, unplaced: proposal.unplaced.toReversed() }),
      );
    }
  });
});
