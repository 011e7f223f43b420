import { settingsFor } from "@muster/domain/scheduling-settings";
import { expect, test } from "vitest";
import { changedBy, changeWords, compared, questionsFor } from "./what-if.ts";

const now = settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 4, maxSize: 8 });

test("a question changes one setting and says which, from what to what [SC-20]", () => {
  expect(changedBy(now, { question: "maxPeople", answer: " 9 " })).toEqual({
    settings: { ...now, maxPeople: 9 },
    words: "largest group 8 → 9",
  });
  expect(changedBy(now, { question: "useIfNeeded", answer: "false" })).toEqual({
    settings: { ...now, useIfNeeded: false },
    words: "If needed times off",
  });
  expect(changedBy(now, { question: "civilHours", answer: "must" })).toMatchObject({
    words: "civil hours preferred → a must",
  });
});

test("a question that makes no sense, or changes nothing, is answered with a sentence instead of a run [SC-20]", () => {
  const problem = (question: "minPeople" | "maxPeople" | "stepMinutes", answer: string) =>
    changedBy(now, { question, answer });
  expect(problem("maxPeople", "many")).toEqual({ problem: "A whole number is needed here." });
  expect(problem("minPeople", "9")).toEqual({ problem: "The smallest group cannot be larger than the largest." });
  expect(problem("stepMinutes", "7")).toEqual({ problem: "Meetings start every 5, 10, 15, 20, 30 or 60 minutes." });
  expect(problem("maxPeople", "8")).toEqual({ problem: "That is how it is now." });
  expect(compared(now, { ...now })).toEqual({ problem: "That is how it is now." });
});

test("the form is a question only where it differs from the run", () => {
  expect(questionsFor(true)[0]!.value).toBe("form");
  expect(questionsFor(false).map(({ value }) => value)).not.toContain("form");
});

test("a difference carries its sign, and the same figure none", () => {
  expect([changeWords(66, 63), changeWords(62.9, 63.1), changeWords(5, 5), changeWords(5, undefined)]).toEqual([
    "+3",
    "−0.2",
    "",
    "",
  ]);
});
