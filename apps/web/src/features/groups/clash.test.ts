import { expect, test } from "vitest";
import { clashOf } from "./clash.ts";
import type { Deed } from "./deed.ts";
import type { GroupCard } from "./fit.ts";

const aGroup = (id: number, people: number[]) =>
  ({
    id,
    name: `Group ${id}`,
    status: "preview",
    slot: { weekday: 1, startMinute: 1_110 },
    members: people.map((personId) => ({
      personId,
      name: `P${personId}`,
      role: personId > 90 ? "facilitator" : "participant",
    })),
  }) as GroupCard;
const spot = (id: number) => ({ groupId: id, name: `Group ${id}` });
const move = (from: number | null, to: number | null): Deed & { what: "place" } => ({
  what: "place",
  person: { personId: 1, name: "Ann" },
  from: from === null ? null : spot(from),
  to: to === null ? null : spot(to),
});

test("nobody is moved from where somebody else has moved them: both are shown, and mine starts from there [GR-8]", () => {
  const clash = clashOf([aGroup(2, []), aGroup(3, []), aGroup(5, [1])], move(2, 3))!;
  expect(clash.theirs).toBe("Ann is in Group 5 now.");
  expect(clash.anyway).toEqual(move(5, 3));
});

test("what both wanted is no question any more, but it is said [GR-8]", () => {
  expect(clashOf([aGroup(2, []), aGroup(3, [1])], move(2, 3))).toMatchObject({ anyway: null });
  expect(clashOf([aGroup(2, [])], move(2, null))).toMatchObject({ theirs: "Ann has no place now.", anyway: null });
});

test("where things stand as one saw them, nobody is asked [GR-8]", () => {
  expect(clashOf([aGroup(2, [1])], move(2, 3))).toBeNull();
  expect(clashOf([aGroup(2, [])], move(null, 2))).toBeNull();
});

test("whoever got a place meanwhile is not given a second one unasked [GR-8]", () => {
  expect(clashOf([aGroup(2, [1])], move(null, 3))).toMatchObject({ anyway: move(2, 3) });
});

test("a facilitator who leads another group may be put into one more without a question", () => {
  const deed: Deed = { what: "place", person: { personId: 91, name: "Kim" }, from: null, to: spot(3) };
  expect(clashOf([aGroup(2, [91]), aGroup(3, [])], deed)).toBeNull();
  expect(clashOf([aGroup(2, [91]), aGroup(3, [91])], deed)).toMatchObject({ anyway: null });
});

test("an hour, a name and who leads are not overwritten once somebody has changed them [GR-8]", () => {
  const groups = [aGroup(3, [1, 91])];
  const time: Deed = { what: "time", group: spot(3), city: "London", from: 1_440 + 1_080, to: 600 };
  expect(clashOf(groups, time)).toMatchObject({
    theirs: "Group 3 meets Tue 18:30 (London) now.",
    anyway: { from: 2_550 },
  });
  expect(clashOf(groups, { ...time, from: 2_550 })).toBeNull();
  const lead: Deed = { what: "lead", group: spot(3), from: { personId: 92, name: "Lee" }, to: null };
  expect(clashOf(groups, lead)).toMatchObject({ theirs: "P91 leads Group 3 now.", anyway: { from: { personId: 91 } } });
  expect(clashOf(groups, { what: "name", groupId: 3, from: "Owls", to: "Group 3" })).toMatchObject({ anyway: null });
  expect(clashOf([], time)).toMatchObject({ anyway: null });
});

test("a swap in which one of the two has left is told with where they are [GR-8]", () => {
  const swap: Deed = {
    what: "swap",
    one: { personId: 1, name: "Ann", in: spot(2) },
    other: { personId: 2, name: "Ben", in: spot(3) },
  };
  expect(clashOf([aGroup(2, [1]), aGroup(3, [2])], swap)).toBeNull();
  expect(clashOf([aGroup(2, [1, 2]), aGroup(3, [])], swap)!.theirs).toBe(
    "Ben is not in Group 3 any more, but in Group 2.",
  );
});
