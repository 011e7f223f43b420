import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solvePlainly } from "../bench/plain-model.ts";
import { stillClock } from "../testing/cohorts.ts";
import { familyCohort, FAMILY_NAMES } from "../testing/families.ts";
import { faultsOf } from "../testing/minute-oracle.ts";
import { schedule } from "./schedule.ts";

/** Many times what any of these takes: the plain model is the slow side. */
const PLAIN_SECONDS = 60;

describe("for any cohort of any family", () => {
  test.each(FAMILY_NAMES)("the best quality is proven, and it is the plain model's: %s", async (name) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          people: fc.integer({ min: 12, max: 44 }),
          seed: fc.integer({ min: 1, max: 100_000 }),
          minPeople: fc.integer({ min: 2, max: 5 }),
          maxPeople: fc.integer({ min: 5, max: 9 }),
          useIfNeeded: fc.boolean(),
        }),
        async (size) => {
          const problem = familyCohort(name, { ...size, remedyTrials: 0 });
          const proposal = await schedule(problem, stillClock);
          const plain = await solvePlainly(problem, PLAIN_SECONDS);
          expect(faultsOf(problem, proposal)).toEqual([]);
          expect(proposal.proven).toBe(true);
          expect({ solved: plain.solved, quality: plain.quality }).toEqual({ solved: true, quality: proposal.quality });
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });
});
