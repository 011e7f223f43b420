import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "./apply.ts";
import type { ExternalId, Key, Wanted } from "./kind.ts";
import { plan } from "./plan.ts";
import { neverRecreate, nothing, type Policy } from "./policy.ts";
import { converged, isOutcome, summary, type Outcome } from "./report.ts";
import { differs, judge, order, ToyWorld, wanted, type Toy, type Weather } from "../testing/toy-world.ts";

const desires = fc
  .uniqueArray(
    fc.record({
      slot: fc.nat(9),
      name: fc.string({ maxLength: 4 }),
      pins: fc.uniqueArray(fc.constantFrom("ann", "ben", "cem", "dee")),
    }),
    { selector: (card) => card.slot, maxLength: 6 },
  )
  .map(wanted);

/** What stands, judged without the help of `plan`: each thing's name and the key of what it stands in, doubles and all. */
function standing(world: ToyWorld): string[] {
  const keyOf = (id: ExternalId | undefined) => (id === undefined ? "-" : (world.things.get(id)?.key ?? "nowhere"));
  return [...world.things.values()].map(({ key, name, inside }) => `${key} ${name} in ${keyOf(inside)}`).toSorted();
}
const asked = (desired: Wanted<Toy>[]): string[] =>
  desired
    .map(({ key, spec }) => `${key} ${spec.name} in ${"box" in spec ? spec.box : "card" in spec ? spec.card : "-"}`)
    .toSorted();

interface Memory {
  remembered: Map<Key, ExternalId>;
}
const blank = (): Memory => ({ remembered: new Map() });

/** One round as its users run it: look, think, act, write down what was told. */
async function round(world: ToyWorld, desired: Wanted<Toy>[], memory: Memory, policy?: Policy): Promise<Outcome[]> {
  const { remembered } = memory;
  const next = plan<Toy>(desired, world.observe(), { order, differs, remembered, ...(policy ? { policy } : {}) });
  const outcomes: Outcome[] = [];
  for await (const told of apply<Toy>(next, world.actuators, judge)) {
    if (!isOutcome(told)) continue;
    outcomes.push(told);
    if (told.result !== "done") continue;
    if (told.step.action !== "delete") remembered.set(told.step.key, told.id);
    else remembered.delete(told.step.key);
  }
  return outcomes;
}

const storms = fc.array(fc.constantFrom<Weather>("fine", "fine", "refused", "lost", "late"), { maxLength: 40 });

describe("the laws of keeping a world in step", () => {
  test("one round in fair weather makes any world match any desire, judged by looking at the world", async () => {
    await fc.assert(
      fc.asyncProperty(desires, desires, async (before, after) => {
        const world = new ToyWorld();
        const memory = blank();
        for (const desired of [before, after]) {
          expect(converged(await round(world, desired, memory))).toBe(true);
          expect(standing(world)).toEqual(asked(desired));
        }
      }),
    );
  });

  test("in bad weather repeated rounds settle in the end, and no key stands twice [RE-1, RE-2]", async () => {
    await fc.assert(
      fc.asyncProperty(desires, storms, fc.array(fc.boolean(), { maxLength: 12 }), async (desired, storm, lands) => {
        const left = [...storm];
        const world = new ToyWorld(() => left.shift() ?? "fine");
        const memory = blank();
        for (let tries = 0; tries < 60 && left.length > 0; tries++) {
          await round(world, desired, memory);
          if (lands[tries % Math.max(lands.length, 1)] === true) world.settleLate();
        }
        world.settleLate();
        world.weather = () => "fine";
        for (let calm = 0; calm < 2; calm++) await round(world, desired, memory);
        expect(standing(world)).toEqual(asked(desired));
        const ids = [...world.things.values()].map(({ key, id }) => [key, id]);
        expect(new Map(ids as [Key, ExternalId][])).toEqual(memory.remembered);
      }),
      { numRuns: 300 },
    );
  });

  test("a crash between making a thing and writing it down is healed by adoption, not by a second thing [RE-3]", async () => {
    await fc.assert(
      fc.asyncProperty(desires, fc.nat(30), async (desired, dies) => {
        const world = new ToyWorld();
        const memory = blank();
        const next = plan<Toy>(desired, world.observe(), { order, differs });
        let heard = 0;
        for await (const _ of apply<Toy>(next, world.actuators, judge)) if (heard++ === dies) break;
        await round(world, desired, memory);
        expect(standing(world)).toEqual(asked(desired));
        expect(memory.remembered.size).toBe(desired.length);
      }),
    );
  });

  test("a plan for a world that matches keeps everything and changes nothing [INV-17]", async () => {
    await fc.assert(
      fc.asyncProperty(desires, async (desired) => {
        const world = new ToyWorld();
        const memory = blank();
        await round(world, desired, memory);
        world.calls.length = 0;
        expect(summary(await round(world, desired, memory))).toEqual({ unchanged: desired.length });
        expect(world.calls).toEqual([]);
      }),
    );
  });

  test("what hangs on a failed creation is blocked; nothing else is", async () => {
    await fc.assert(
      fc.asyncProperty(desires, fc.infiniteStream(fc.boolean()), async (desired, luck) => {
        const world = new ToyWorld(() => (luck.next().value! ? "fine" : "refused"));
        const outcomes = await round(world, desired, blank());
        const fate = new Map(outcomes.map((outcome) => [outcome.step.key, outcome.result]));
        for (const { key, spec } of desired) {
          const maker = "box" in spec ? spec.box : "card" in spec ? spec.card : undefined;
          const makerStands = maker === undefined || [...world.things.values()].some((thing) => thing.key === maker);
          expect(fate.get(key) === "blocked").toBe(!makerStands);
        }
      }),
    );
  });

  test("what stands in a thing that merely failed to be changed is still made", async () => {
    await fc.assert(
      fc.asyncProperty(desires, async (desired) => {
        const world = new ToyWorld();
        const memory = blank();
        const box = desired[0]!;
        await round(world, [{ ...box, spec: { ...box.spec, name: "old" } } as Wanted<Toy>], memory);
        let first = true;
        world.weather = () => (first ? ((first = false), "refused") : "fine");
        await round(world, desired, memory);
        expect(standing(world)).toEqual(
          asked(desired).map((line) => (line === "box box in -" ? "box old in -" : line)),
        );
      }),
    );
  });

  test("what somebody took away is missing, not silently made again, unless the policy says so", async () => {
    await fc.assert(
      fc.asyncProperty(desires, fc.nat(), async (desired, pick) => {
        const world = new ToyWorld();
        const memory = blank();
        await round(world, desired, memory);
        const victim = [...world.things.keys()][pick % world.things.size]!;
        const { key } = world.things.get(victim)!;
        world.things.delete(victim);
        const outcomes = await round(world, desired, memory, neverRecreate);
        expect(outcomes.filter((outcome) => outcome.result === "held").map(({ step }) => step.key)).toEqual([key]);
        expect([...world.things.values()].some((thing) => thing.key === key)).toBe(false);
        expect(memory.remembered.get(key)).toBe(victim);
        await round(world, desired, memory);
        expect([...world.things.values()].filter((thing) => thing.key === key)).toHaveLength(1);
      }),
    );
  });

  test("a dry run touches nothing and tells everything", async () => {
    await fc.assert(
      fc.asyncProperty(desires, desires, async (before, after) => {
        const world = new ToyWorld();
        const memory = blank();
        await round(world, before, memory);
        const seen = standing(world);
        world.calls.length = 0;
        const outcomes = await round(world, after, memory, nothing);
        expect(world.calls).toEqual([]);
        expect(standing(world)).toEqual(seen);
        const named = new Set(outcomes.map(({ step }) => step.key));
        expect(named).toEqual(new Set([...before, ...after].map(({ key }) => key)));
      }),
    );
  });

  test("inner things are removed before what they stand in", async () => {
    await fc.assert(
      fc.asyncProperty(desires, async (desired) => {
        const world = new ToyWorld();
        const memory = blank();
        await round(world, desired, memory);
        let orphans = 0;
        world.weather = () => {
          orphans += [...world.things.values()].filter(({ inside }) => inside && !world.things.has(inside)).length;
          return "fine";
        };
        await round(world, [], memory);
        expect(world.things.size).toBe(0);
        expect(orphans).toBe(0);
      }),
    );
  });
});
