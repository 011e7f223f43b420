import { expect, it } from "vitest";
import { stageOf } from "./stage.ts";

const nothing = { people: 0, answered: 0, runs: 0, previews: 0, realizing: 0, active: 0 };

it.each([
  ["nobody signed up", {}, "collect"],
  ["some have not answered", { people: 5, answered: 4 }, "collect"],
  ["all have answered", { people: 5, answered: 5 }, "schedule"],
  ["a run was made although some have not answered", { people: 5, answered: 4, runs: 1 }, "schedule"],
  ["there are previews", { people: 5, answered: 5, runs: 1, previews: 2 }, "review"],
  ["previews beside active groups", { people: 5, answered: 5, runs: 2, previews: 1, active: 2 }, "review"],
  ["realization was asked for", { people: 5, answered: 5, runs: 1, previews: 2, realizing: 1 }, "realize"],
  ["every group is active", { people: 5, answered: 5, runs: 1, active: 2 }, "run"],
] as const)("a cohort in which %s stands at the right stage", (_, more, stage) => {
  expect(stageOf({ ...nothing, ...more })).toBe(stage);
});
