import { expect, test } from "vitest";
import { nextStepOf, type Overview } from "./next-step.ts";

const anOverview = (changes: Partial<Overview> = {}): Overview =>
  ({
    status: "active",
    people: 58,
    answered: 51,
    placed: 0,
    groups: { preview: 0, active: 0 },
    runningRun: null,
    ...changes,
  }) as Overview;

test("a cohort nobody signed up for is led to its link, not to a run", () => {
  expect(nextStepOf(anOverview({ people: 0, answered: 0 }))).toMatchObject({
    title: "Next: share the sign-up link",
    go: null,
  });
});

test("missing answers do not stop one from scheduling those who answered", () => {
  const { title, go } = nextStepOf(anOverview());
  expect(title).toBe("Next: get the last 7 answers, then schedule");
  expect(go).toEqual({ room: "schedule", label: "Schedule 51 people" });
});

test("a run that works comes before everything else", () => {
  const step = nextStepOf(anOverview({ runningRun: { id: 9, number: 7 }, groups: { preview: 3, active: 0 } }));
  expect(step.go).toEqual({ room: "schedule", label: "Watch run 7" });
});

test("groups in preview are to be reviewed", () => {
  expect(nextStepOf(anOverview({ groups: { preview: 8, active: 0 }, placed: 51 })).go?.room).toBe("groups");
});

test("with groups running, only those without a place are scheduled", () => {
  const left = nextStepOf(anOverview({ groups: { preview: 0, active: 8 }, placed: 50 }));
  expect(left.go?.label).toBe("Schedule 1 person");
  expect(nextStepOf(anOverview({ groups: { preview: 0, active: 8 }, placed: 51 })).go?.room).toBe("sync");
});

test("a cohort that ended has nothing to do", () => {
  expect(nextStepOf(anOverview({ status: "cancelled" })).go).toBeNull();
});
