import { expect, test } from "vitest";
import { fingerprint, isWithin } from "./fingerprint.ts";
import { holdSuspiciousRemovals } from "./guard.ts";
import { key, type ExternalId, type Key } from "./kind.ts";
import { isSettled, plan, type PlanOptions, type Step } from "./plan.ts";
import { all, neverCreate, neverDelete, neverDeleteUsed, over, repairing } from "./policy.ts";
import { differs, order, ToyWorld, wanted, type Toy } from "../testing/toy-world.ts";

const flock = wanted([
  { slot: 1, name: "larks", pins: ["ann", "ben"] },
  { slot: 2, name: "owls", pins: [] },
]);
const think = (world: ToyWorld, options: Partial<PlanOptions<Toy>> = {}, desired = flock) =>
  plan<Toy>(desired, world.observe(), { order, differs, ...options });
const names = (steps: Step[]) => steps.map(({ action, key }) => `${action} ${key}`);

test("a policy over boxes and cards never holds a pin: access is always granted [C22]", () => {
  const { held, steps } = think(new ToyWorld(), { policy: over(["box", "card"], neverCreate) });
  expect(names(held)).toEqual(["create box", "create card:1", "create card:2"]);
  expect(names(steps)).toEqual(["create card:1/ann", "create card:1/ben"]);
});

test("a repair lifts the hold for the keys that were picked and for no others", () => {
  const policy = repairing(new Set([key("card:2")]), neverCreate);
  expect(names(think(new ToyWorld(), { policy }).steps)).toEqual(["create card:2"]);
});

test("a double people have used is held under a key of its own, and goes when that key is picked [RE-2]", () => {
  const world = new ToyWorld();
  world.put({ kind: "box", key: key("box"), name: "box" });
  const used = world.put({ kind: "box", key: key("box"), name: "box", precious: true });
  const own = key(`box/double-${used}`);
  expect(think(world).held).toMatchObject([{ action: "delete", key: own, id: used }]);
  const policy = repairing(new Set([own]), neverDeleteUsed);
  expect(names(think(world, { policy }).steps).at(-1)).toBe(`delete ${own}`);
});

test("of several policies the strictest decides", () => {
  const world = new ToyWorld();
  world.put({ kind: "card", key: key("card:7"), name: "gone" });
  expect(think(world, { policy: all(neverCreate, neverDelete) }).steps).toEqual([]);
});

test("when suspiciously much would go at once nothing goes, and the rest of the plan goes on", () => {
  const world = new ToyWorld();
  for (let slot = 10; slot < 16; slot++) world.put({ kind: "card", key: key(`card:${slot}`), name: "x" });
  const held = holdSuspiciousRemovals(think(world), { atMost: 3, share: 0.5 });
  expect(held.held).toHaveLength(6);
  expect(names(held.steps)).not.toContain("delete card:10");
  expect(held.steps).toHaveLength(flock.length);
  expect(holdSuspiciousRemovals(think(world), { atMost: 6, share: 0.5 }).held).toEqual([]);
});

test("doubles are repaired however many they are", () => {
  const world = new ToyWorld();
  for (let times = 0; times < 9; times++) world.put({ kind: "box", key: key("box"), name: "box" });
  const guarded = holdSuspiciousRemovals(think(world), { atMost: 1, share: 0.1 });
  expect(guarded.steps.filter(({ action }) => action === "delete")).toHaveLength(8);
});

test("a plan that awaits somebody is not settled", () => {
  const awaited = [{ ...flock[0]!, waitsFor: "somebody" } as (typeof flock)[number]];
  expect(isSettled(think(new ToyWorld(), {}, awaited))).toBe(false);
  expect(isSettled(think(new ToyWorld(), {}, []))).toBe(true);
});

test("an approved plan is still approved after a part of it is done, and not when something new is in it", () => {
  const world = new ToyWorld();
  const approved = fingerprint(think(world));
  const box = world.put({ kind: "box", key: key("box"), name: "box" });
  const remembered = new Map<Key, ExternalId>([[key("box"), box]]);
  expect(isWithin(approved, fingerprint(think(world, { remembered })))).toBe(true);
  const more = [...flock, ...wanted([{ slot: 3, name: "wrens", pins: [] }]).slice(1)];
  expect(isWithin(approved, fingerprint(think(world, { remembered }, more)))).toBe(false);
});

test("the fingerprint does not care whether a policy holds a step, in which order fields come, or what a create carries", () => {
  const world = new ToyWorld();
  const counts = (step: Step) => step.kind !== "pin";
  const turned = flock.map((thing) => ({
    ...thing,
    spec: Object.fromEntries(Object.entries({ ...thing.spec, carries: [] }).toReversed()),
  })) as unknown as typeof flock;
  const held = fingerprint(think(world, { policy: neverCreate }), { counts });
  expect(fingerprint(think(world, {}, turned), { counts })).toBe(held);
  expect(isWithin("", held)).toBe(false);
});
