import { expect, test } from "vitest";
import { etaOf } from "./eta.ts";
import type { RunProgress } from "./run-words.ts";

const progress = (changes: Partial<RunProgress>): RunProgress => ({
  phase: "proving",
  attemptsDone: 1000,
  attemptsTotal: 1000,
  bestQuality: 50,
  placed: 52,
  total: 58,
  groups: 8,
  upperBound: 51,
  gap: 0.02,
  elapsedMs: 30_000,
  remainingMs: 30_000,
  proven: false,
  series: [
    { atMs: 0, best: 0, bound: 60 },
    { atMs: 10_000, best: 46, bound: 51 },
    { atMs: 30_000, best: 50, bound: 51 },
  ],
  ...changes,
});

test("the time left is a range: the gap's own pace at the soonest, the limit at the latest, and it says so [SC-8]", () => {
  // Four of five closed in 20 s: the last one takes 5 s more.
  expect(etaOf(progress({}), 60)).toEqual({
    range: "5–30 s left",
    rule: "soonest at the pace the gap has closed so far, at the latest at its limit",
  });
  expect(etaOf(progress({}), 600).range).toBe("0–10 min left");
});

test("a gap that has not closed promises nothing but the limit [SC-8]", () => {
  const stuck = progress({ series: [{ atMs: 10_000, best: 50, bound: 51 }] });
  expect(etaOf(stuck, 60)).toMatchObject({ range: "0–30 s left", rule: expect.stringContaining("at its limit") });
  expect(etaOf(progress({ phase: "greedy", elapsedMs: 1_000 }), 60).range).toBe("0–59 s left");
});

test("it never passes the limit, and the end of a run says what still goes on [SC-8]", () => {
  expect(etaOf(progress({ elapsedMs: 59_000 }), 60).range).toBe("about 1 s left");
  expect(etaOf(progress({ elapsedMs: 61_000 }), 60).range).toBe("about 1 s left");
  expect(etaOf(progress({ phase: "finishing", proven: true }), 60).range).toBe("at most 30 s left");
});
