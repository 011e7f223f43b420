import { expect, test } from "vitest";
import { resultsWords, untilSettled } from "./results-words.ts";

test("waiting for members is counted apart from failed, and a group with something missing is active [C36]", () => {
  const outcomes = ["active", "degraded", "waiting_for_members", "failed", "pending"] as const;
  expect(resultsWords(outcomes.map((outcome) => ({ outcome })))).toBe(
    "2 active, 1 waiting for members, 1 failed, 1 to come",
  );
});

test("what is zero is not said", () => {
  expect(resultsWords([{ outcome: "active" }])).toBe("1 active");
  expect(resultsWords([])).toBe("");
});

test("a later round of a group that came to its end is not shown as another realization", () => {
  const running = { done: 3, total: 9 };
  const state = { running, results: [{ outcome: "active" }, { outcome: "pending" }] };
  type State = Parameters<typeof untilSettled>[0];
  expect(untilSettled(state as State).running).toEqual(running);
  expect(
    untilSettled({ ...state, results: [{ outcome: "active" }, { outcome: "failed" }] } as State).running,
  ).toBeNull();
});
