import { expect, test } from "vitest";
import { isGroupPinned, pinnedPlaces, pinnedWords, pinsAtFirst, withPin, type BoardPins } from "./board-pins.ts";

const group = (name: string, people: number[], joins: number | null = null) => ({
  name,
  joins,
  members: people.map((personId) => ({ personId, pinned: personId === 9 })),
});
/** 1 leads both. */
const groups = [group("Group 1", [1, 2, 3]), group("Group 2", [1, 4, 9]), group("Group 7", [5], 7)];
const none: BoardPins = new Set();

test("whoever leads two groups is pinned to the one of them that was meant [SC-19]", () => {
  const pins = withPin(none, [{ personId: 1, group: "Group 2" }], true);
  expect(pinnedPlaces(pins, groups)).toEqual([{ personId: 1, group: "Group 2" }]);
  expect(pinnedWords(pins, groups)).toBe("1 person");
});

test("a group is pinned as soon as everybody in it is, and no longer when one pin is taken out [SC-19]", () => {
  const two = withPin(
    none,
    [2, 3].map((personId) => ({ personId, group: "Group 1" })),
    true,
  );
  expect(isGroupPinned(two, groups[0]!)).toBe(false);
  const all = withPin(two, [{ personId: 1, group: "Group 1" }], true);
  expect(isGroupPinned(all, groups[0]!)).toBe(true);
  expect(pinnedWords(withPin(all, [{ personId: 4, group: "Group 2" }], true), groups)).toBe("1 group and 1 person");
  expect(pinnedWords(withPin(all, [{ personId: 3, group: "Group 1" }], false), groups)).toBe("2 people");
  expect(pinnedWords(none, groups)).toBeNull();
});

test("what the run was told to keep is pinned from the first, and nobody who joins a group that stands [SC-19]", () => {
  expect(pinnedPlaces(pinsAtFirst([...groups, group("Group 8", [9], 8)]), groups)).toEqual([
    { personId: 9, group: "Group 2" },
  ]);
});
