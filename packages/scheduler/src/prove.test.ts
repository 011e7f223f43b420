import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, worldCohort } from "../testing/cohorts.ts";
import { readInstance } from "./instance-file.ts";
import { prepare } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { prove, type ProofWatch } from "./prove.ts";
import { nobodySeated, placedIn, type Seating } from "./seating.ts";
import { schedule } from "./schedule.ts";

const patient = (more: Partial<ProofWatch> = {}): ProofWatch => ({
  shouldStop: () => false,
  onBound: () => {},
  onBetter: () => {},
  onBranch: () => {},
  ...more,
});

/** The exact solver alone: no greedy attempt, nobody seated to begin with. */
async function solveExactly(problem: Problem, watch = patient()) {
  const { reduced, bound } = prepare(problem);
  const incumbent = nobodySeated(reduced.participants.ids.length);
  return (await prove(reduced, { incumbent, bound, effort: "all" }, watch))!;
}

const empty = { leads: [], startOf: new Int32Array(0), tenths: 0 } satisfies Seating;

describe("the exact solver", () => {
  test("starting from nothing comes to the same quality as the whole run", async () => {
    for (const seed of [1, 2, 3]) {
      const problem = worldCohort(50, seed, { remedyTrials: 0 });
      const { seating, bound } = await solveExactly(problem);
      const { quality, proven } = await schedule(problem, { now: () => 0 });
      expect({ proven, tenths: seating.tenths, bound }).toEqual({
        proven: true,
        tenths: Math.round(quality * 10),
        bound: seating.tenths,
      });
    }
  });

  test("seats those whom full groups leave out by moving others", async () => {
    const early = Array.from({ length: 4 }, (_, index) => person(`e${index}`, "M09:00 M10:00, T09:00 T10:00"));
    const late = Array.from({ length: 4 }, (_, index) => person(`l${index}`, "M09:00 M10:00"));
    const problem = cohortOf([leader("f", "M09:00 M10:00"), leader("g", "T09:00 T10:00"), ...early, ...late], {
      maxPeople: 5,
      minPeople: 5,
    });
    expect(placedIn((await solveExactly(problem)).seating)).toBe(10);
  });

  test("asked to stop it ends with what it has and a bound that still holds", async () => {
    const problem = worldCohort(150, 5);
    const whole = await solveExactly(problem);
    let asked = 0;
    const { seating, bound } = await solveExactly(problem, patient({ shouldStop: () => ++asked > 3 }));
    expect(seating.tenths).toBeLessThanOrEqual(whole.bound);
    expect(bound).toBeGreaterThanOrEqual(whole.bound);
  });

  test("an empty cohort is solved by nothing", async () => {
    expect(await solveExactly(cohortOf([]))).toMatchObject({ seating: { ...empty, leads: [] }, bound: 0 });
  });
});

const SHARED = new URL("../../../../shared/bench/instances/", import.meta.url).pathname;

describe.runIf(existsSync(`${SHARED}optimum.json`))("instances with a known best quality", () => {
  const optimum = existsSync(`${SHARED}optimum.json`)
    ? (JSON.parse(readFileSync(`${SHARED}optimum.json`, "utf8")) as Record<string, { optimum: number }>)
    : {};
  test.each([
    "world-30-1",
    "wrap-60-1",
    "long-80-1",
    "sparse-100-1",
    "odd-100-1",
    "peer-100-1",
    "lead2-120-1",
    "sparse-300-1",
  ])("%s is solved to it", async (name) => {
    const problem = readInstance(readFileSync(`${SHARED}${name}.json`, "utf8"));
    const { quality, proven } = await schedule({ ...problem, remedyTrials: 0 }, { now: () => 0 });
    expect({ quality, proven }).toEqual({ quality: Math.round(optimum[name]!.optimum * 10) / 10, proven: true });
  });
});
