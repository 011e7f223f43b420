import { expect, test } from "vitest";
import { blockedWords, tabWords } from "./readiness.ts";
import type { RunState } from "./run-words.ts";

const ready = { working: false, valid: true, preflight: { blocks: [], candidates: 53 } };

test("a cohort ready to run has no sentence in the way", () => {
  expect(blockedWords(ready)).toBeNull();
});

test("each thing in the way of a run is named: a run at work, a setting, a block, nobody to place [SC-5]", () => {
  expect(blockedWords({ ...ready, working: true })).toBe("one run at a time");
  expect(blockedWords({ ...ready, valid: false })).toBe("a setting needs a look");
  expect(blockedWords({ ...ready, preflight: { blocks: [1, 2], candidates: 53 } })).toBe(
    "2 things block it, see below",
  );
  expect(blockedWords({ ...ready, preflight: { blocks: [], candidates: 0 } })).toBe("nobody waits for a place");
});

test("the tab counts only while a run works [SC-10]", () => {
  const progress = { elapsedMs: 15_000, proven: false };
  const run = { status: "running", progress, settings: { timeLimitSeconds: 60 } } as RunState;
  expect(tabWords(run)).toBe("25 % · Schedule");
  expect(tabWords({ ...run, status: "done" })).toBe("Schedule");
  expect(tabWords(null)).toBe("Schedule");
});
