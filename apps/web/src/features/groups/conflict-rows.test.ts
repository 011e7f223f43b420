import { expect, test } from "vitest";
import { conflictRows, flagsOf } from "./conflict-rows.ts";

const doubled = (groupIds: number[]) => ({
  code: "double_booked" as const,
  words: "Kim is in Group 2 and Group 3 at the same time.",
  groupIds,
  personIds: [7],
});
const few = { code: "under_size" as const, words: "Group 3 has 2 people.", groupIds: [3], personIds: [] };

test("hard conflicts stand before soft ones, and what two groups both say is one conflict [GR-7]", () => {
  const rows = conflictRows({ hard: [doubled([2, 3]), doubled([3, 2])], soft: [few] });
  expect(rows.map(({ sort, words }) => `${sort}: ${words}`)).toEqual([
    "hard: Kim is in Group 2 and Group 3 at the same time.",
    "soft: Group 3 has 2 people.",
  ]);
});

test("a group's card carries the worst that is known of it [GR-7]", () => {
  const flags = flagsOf(conflictRows({ hard: [doubled([2, 3])], soft: [few, { ...few, groupIds: [4] }] }));
  expect([...flags]).toEqual([
    [2, "hard"],
    [3, "hard"],
    [4, "soft"],
  ]);
});
