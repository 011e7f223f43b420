import { expect, test } from "vitest";
import { resultsWords } from "./results-words.ts";

test("waiting for members is counted apart from failed, and a group with something missing is active", () => {
  const outcomes = ["active", "degraded", "waiting_for_members", "failed", "pending"] as const;
  expect(resultsWords(outcomes.map((outcome) => ({ outcome })))).toBe(
    "2 active, 1 waiting for members, 1 failed, 1 to come",
  );
});

test("what is zero is not said", () => {
  expect(resultsWords([{ outcome: "active" }])).toBe("1 active");
  expect(resultsWords([])).toBe("");
});
