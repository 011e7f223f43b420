import { expect, test } from "vitest";
import { matching } from "./pick-list.tsx";

const items = ["Group 3 Tue 18:00", "Group 5 Wed 19:00", "Group 13 Tue 09:00"].map((words) => ({ words }));
const found = (typed: string) => matching(items, typed).map(({ words }) => words.slice(0, 8).trim());

test("typing narrows a list to what has every typed word, in any order, and keeps the best on top [GR-4]", () => {
  expect(found("tue")).toEqual(["Group 3", "Group 13"]);
  expect(found("18 TUE")).toEqual(["Group 3"]);
  expect(found("  ")).toHaveLength(3);
  expect(found("friday")).toEqual([]);
  expect(found("8:00")).toEqual([]);
});

test("what is typed in full is on top, however good the others fit [GR-4]", () => {
  const groups = ["Group 7 Thu 20:00", "Group 20 Mon 09:00", "Group 2 Tue 10:00"].map((words) => ({ words }));
  expect(matching(groups, "group 2 ").map(({ words }) => words.slice(0, 8).trim())).toEqual([
    "Group 2",
    "Group 7",
    "Group 20",
  ]);
});
