import type { Proposal, ProposedGroup } from "@muster/scheduler/proposal";
import { expect, test } from "vitest";
import { groupChanges, movesBetween, placingOf } from "./compare-runs.ts";

const group = (name: string, start: number, members: Record<number, 1 | 0.9>): ProposedGroup => ({
  name,
  start,
  end: start + 60,
  time: "",
  facilitatorId: null,
  memberIds: Object.keys(members),
  members: Object.entries(members).map(([id, weight]) => ({ id, weight })),
  clockNotes: [],
});
const placing = (groups: ProposedGroup[], joinings: Proposal["joinings"] = []) =>
  placingOf({ groups, joinings } as unknown as Proposal, 60);
const MONDAY = 1_080;
const TUESDAY = 2_520;

test("a lost place and an If needed time instead of an Available one are worse, the other way round is better [SC-18]", () => {
  const before = placing([group("Group 1", MONDAY, { 1: 1, 2: 1, 3: 0.9, 4: 1 })]);
  const after = placing([group("Group 1", TUESDAY, { 1: 1, 2: 0.9, 3: 1, 5: 1 })]);
  expect(movesBetween(before, after).map(({ personId, effect }) => [personId, effect])).toEqual([
    [1, "same"],
    [2, "worse"],
    [3, "better"],
    [4, "worse"],
    [5, "better"],
  ]);
});

test("whoever joins a group that stands is not said to have no place [SC-18]", () => {
  const before = placing([group("Group 1", MONDAY, { 1: 1, 2: 1 })]);
  const after = placing([], [{ groupId: "7", start: TUESDAY, memberIds: ["1", "2"] }]);
  expect(movesBetween(before, after)[0]).toEqual({
    personId: 1,
    from: "Group 1, Monday 18:00-19:00",
    to: "A group that stands, Tuesday 18:00-19:00",
    effect: "same",
  });
});

test("a group that meets at another time with most of its people has moved; any other is gone, or new [SC-18]", () => {
  const before = [group("Group 1", MONDAY, { 1: 1, 2: 1, 3: 1 }), group("Group 2", TUESDAY, { 4: 1, 5: 1, 6: 1 })];
  const after = [group("Group 1", 1_200, { 1: 1, 2: 1, 9: 1 }), group("Group 2", 5_400, { 4: 1, 7: 1, 8: 1 })];
  expect(groupChanges(before, after)).toEqual({
    retimed: [{ from: "Group 1, Monday 18:00-19:00", to: "Group 1, Monday 20:00-21:00" }],
    vanished: ["Group 2, Tuesday 18:00-19:00"],
    appeared: ["Group 2, Thursday 18:00-19:00"],
  });
  expect(groupChanges(before, before)).toEqual({ retimed: [], vanished: [], appeared: [] });
});
