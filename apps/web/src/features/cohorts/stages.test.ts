import { expect, test } from "vitest";
import { stagesOf, type CohortCard } from "./stages.ts";

const aCohort = (changes: Partial<CohortCard> = {}): CohortCard => ({
  id: 1,
  name: "October 2026",
  course: { id: 1, title: "AI Safety Fundamentals" },
  status: "active",
  startDate: "2026-10-05",
  timeZone: "Europe/London",
  people: 58,
  answered: 51,
  facilitators: 9,
  groups: { preview: 0, active: 0 },
  placed: 0,
  stage: "collect",
  ...changes,
});

test("the stages before the present one are done, those after it lie ahead", () => {
  const states = stagesOf(aCohort({ stage: "review" })).map(({ state }) => state);
  expect(states).toEqual(["done", "done", "now", "ahead", "ahead"]);
});

test("the bar of the present stage is filled by what has been reached in it", () => {
  expect(stagesOf(aCohort())[0]?.share).toBeCloseTo(51 / 58);
  const realizing = stagesOf(aCohort({ stage: "realize", groups: { preview: 6, active: 2 } }));
  expect(realizing[3]?.share).toBe(0.25);
});

test("an empty cohort has no share of nothing, and says that nobody has signed up", () => {
  const [collect] = stagesOf(aCohort({ people: 0, answered: 0 }));
  expect(collect).toMatchObject({ share: 0, note: "nobody has signed up yet" });
});

test("a closed cohort has every stage behind it and says how it ended [L17]", () => {
  const stages = stagesOf(aCohort({ status: "completed", stage: "schedule" }));
  expect(stages.map(({ state }) => state)).toEqual(["done", "done", "done", "done", "done"]);
  expect(stages[4]?.note).toBe("completed");
});

test("one group is not called groups", () => {
  expect(stagesOf(aCohort({ stage: "review", groups: { preview: 1, active: 0 } }))[2]?.note).toBe("1 group in preview");
});
