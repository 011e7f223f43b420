import { expect, test } from "vitest";
import { apply } from "./apply.ts";
import { key, type Wanted } from "./kind.ts";
import { plan } from "./plan.ts";
import { isOutcome, isUncertain, summary, word, type Outcome, type Told } from "./report.ts";
import { anythingPasses } from "./trouble.ts";
import { differs, judge, order, pinKey, ToyWorld, wanted, type Toy } from "../testing/toy-world.ts";

const larks = wanted([{ slot: 1, name: "larks", pins: ["ann", "ben"] }]);
const think = (world: ToyWorld, desired: Wanted<Toy>[]) => plan<Toy>(desired, world.observe(), { order, differs });
const act = (world: ToyWorld, desired: Wanted<Toy>[]): Promise<Told[]> =>
  Array.fromAsync(apply<Toy>(think(world, desired), world.actuators, judge));
const results = (told: Told[]) => told.map(({ step, result }) => `${step.key} ${result}`);

test("that a create began is told before the world is touched, its outcome before the next step begins", async () => {
  const world = new ToyWorld();
  const heard: string[] = [];
  for await (const { step, result } of apply<Toy>(think(world, larks), world.actuators, judge))
    heard.push(`${step.key} ${result} ${world.calls.length}`);
  expect(heard.slice(0, 4)).toEqual(["box began 0", "box done 1", "card:1 began 1", "card:1 done 2"]);
});

test("what a create carries costs no call of its own and is told as done", async () => {
  const world = new ToyWorld();
  const told = await act(world, larks);
  expect(world.calls).toEqual(["create box", "create card"]);
  expect(results(told).slice(4)).toEqual(["card:1/ann done", "card:1/ben done"]);
});

test("leaving the loop stops the walk: a round that was refused changes nothing more [EV-11]", async () => {
  const world = new ToyWorld();
  for await (const told of apply<Toy>(think(world, larks), world.actuators, judge)) if (isOutcome(told)) break;
  expect(world.calls).toEqual(["create box"]);
});

test("an answer that never came is ambiguous, not failed, and what hangs on it is blocked [RE-1]", async () => {
  const world = new ToyWorld(() => "lost");
  const told = (await act(world, larks)).filter(isOutcome);
  expect(results(told)).toEqual(["box ambiguous", "card:1 blocked", "card:1/ann blocked", "card:1/ben blocked"]);
  expect(isUncertain(told)).toBe(true);
});

test("what should go and is gone already counts as gone", async () => {
  const world = new ToyWorld();
  await act(world, larks);
  const next = think(world, larks.slice(0, 2));
  world.things.clear();
  const told = await Array.fromAsync(apply<Toy>(next, world.actuators, judge));
  expect(results(told).slice(2)).toEqual(["card:1/ben done", "card:1/ann done"]);
});

test("a person who is awaited is told as waiting and nothing is tried", async () => {
  const world = new ToyWorld();
  const pin = larks[2]!;
  const desired = [larks[0]!, { ...larks[1]!, spec: { ...larks[1]!.spec, carries: [] } } as Wanted<Toy>];
  const told = await act(world, [...desired, { ...pin, waitsFor: "not in the guild" } as Wanted<Toy>]);
  expect(told[0]).toMatchObject({ result: "waiting", reason: "not in the guild" });
  expect(world.calls).toEqual(["create box", "create card"]);
});

test("a marked stranger is adopted by its keep, and the report says so [RE-3]", async () => {
  const world = new ToyWorld();
  const stranger = world.put({ kind: "box", key: key("box"), name: "box" });
  const [told] = (await act(world, [larks[0]!])) as Outcome[];
  expect(told).toMatchObject({ result: "done", id: stranger });
  expect(word(told!)).toBe("adopted");
  expect(world.calls).toEqual([]);
});

test("of two that carry the same mark the oldest stays, by number and not by letter [RE-2]", async () => {
  const world = new ToyWorld();
  for (let filler = 0; filler < 8; filler++) world.things.delete(world.put({ kind: "box", key: key("x"), name: "" }));
  const nine = world.put({ kind: "box", key: key("box"), name: "box" });
  world.put({ kind: "box", key: key("box"), name: "box" });
  world.put({ kind: "box", key: key("box"), name: "box" });
  const told = await act(world, [larks[0]!]);
  expect([...world.things.keys()]).toEqual([nine]);
  expect(told.at(0)).toMatchObject({ step: { action: "keep", id: nine } });
});

test("a double people have used is shown, not removed", async () => {
  const world = new ToyWorld();
  world.put({ kind: "box", key: key("box"), name: "box" });
  const used = world.put({ kind: "box", key: key("box"), name: "box", precious: true });
  const told = await act(world, [larks[0]!]);
  expect(summary(told.filter(isOutcome))).toEqual({ unwanted: 1, adopted: 1 });
  expect(world.things.has(used)).toBe(true);
});

test("an error nobody classified passes and is tried again", () => {
  expect(anythingPasses(new Error("boo"))).toEqual({
    result: "failed",
    trouble: { sort: "passing", code: "unknown", message: "boo" },
  });
});

test("access to one thing does not wait behind another that failed", async () => {
  const world = new ToyWorld();
  await act(world, wanted([{ slot: 1, name: "larks", pins: [] }]));
  world.weather = () => (world.calls.at(-1) === "create card" ? "refused" : "fine");
  const told = await act(
    world,
    wanted([
      { slot: 1, name: "larks", pins: ["ann"] },
      { slot: 2, name: "owls", pins: [] },
    ]),
  );
  expect(results(told)).toContain("card:2 failed");
  expect(told.at(-1)).toMatchObject({ step: { key: pinKey(key("card:1"), "ann") }, result: "done" });
});
