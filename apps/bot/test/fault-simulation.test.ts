import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { read } from "../sim/plan.ts";
import { run } from "../sim/run.ts";
import { runSeeds, seedsFrom } from "../sim/seeds.ts";
import { shrink } from "../sim/shrink.ts";
import { makePlan } from "../sim/make-plan.ts";

const REGRESSIONS = new URL("../sim/regressions/", import.meta.url);

describe("the shipped sync in bad weather", () => {
  test(
    "keeps every invariant through 300 plans of faults, kills and hands, and meets what it is made for [INV-1, INV-2, INV-3, INV-4, INV-5, INV-6, INV-7, INV-9, INV-11, INV-12, INV-13, INV-14, INV-15, INV-16, INV-17]",
    { timeout: 120_000 },
    async () => {
      const { runs, found, sometimes, repeated } = await runSeeds(seedsFrom(1, 300));
      expect(found.map(({ plan, violations }) => ({ seed: plan.seed, violations }))).toEqual([]);
      expect(runs).toBe(300);
      expect(repeated).toBe(3);
      for (const what of ["adoption", "duplicate repaired", "lease lost mid-round", "stale generation", "killed"])
        expect(sometimes.get(what), what).toBeGreaterThan(0);
    },
  );

  test.each(readdirSync(REGRESSIONS))("once found, does not come back: %s", async (name) => {
    const { violations } = await run(read(readFileSync(new URL(name, REGRESSIONS), "utf8")));
    expect(violations).toEqual([]);
  });
});

describe("the fault simulator", () => {
  test("goes the same way with the same plan, whatever ran before it", async () => {
    const plan = makePlan(77);
    const { trace } = await run(plan);
    await run(makePlan(78));
    expect((await run(plan)).trace).toBe(trace);
  });

  test("shrinks a plan to what shows the trouble", async () => {
    const isLate = ({ faults }: ReturnType<typeof makePlan>) => faults.some(({ fault }) => fault === "late");
    const plan = Array.from({ length: 500 }, (_, seed) => makePlan(seed)).find(
      (one) => isLate(one) && one.faults.length > 2 && one.kills.length > 0 && one.ops.length > 2,
    )!;
    const shows = async (smaller: typeof plan) => isLate(smaller);
    const smallest = await shrink(plan, shows, () => false);
    expect(smallest.faults.map(({ fault }) => fault)).toEqual(["late"]);
    expect(smallest.kills).toEqual([]);
    expect(smallest.ops.map((op) => op.do)).toEqual(["realize"]);
    expect(smallest.tape).toEqual([]);
  });
});
