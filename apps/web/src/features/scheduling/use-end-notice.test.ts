import { expect, test } from "vitest";
import type { RunProgress } from "./run-words.ts";
import { endWords } from "./use-end-notice.ts";

test("the browser's word at a run's end says how it ended and how many have a place [SC-10]", () => {
  const progress = { placed: 52, total: 58 } as RunProgress;
  expect(endWords({ number: 7, status: "done", progress })).toBe("Run 7: Done, 52 of 58 placed");
  expect(endWords({ number: 8, status: "failed", progress: null })).toBe("Run 8: Failed");
});
