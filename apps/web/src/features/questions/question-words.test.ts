import { expect, test } from "vitest";
import { countWords, standingWords } from "./question-words.ts";

const question = {
  window: { start: 2_550, end: 2_580 },
  timeZone: "Europe/Berlin",
  state: "open" as const,
  effect: null,
  group: "Group 3",
  closedAt: null,
  untilAt: new Date("2026-10-01T10:00:00Z"),
};

test("an organiser reads what was asked on the other's clock, until when it stands, and what came of it [SC-14]", () => {
  expect(standingWords(question, { timeZone: "Europe/London", since: null })).toBe(
    "Asked about Tue 18:30–19:00 (Berlin) · waits until Thu 1 Oct, 11:00 (London)",
  );
  const utc = { timeZone: "UTC", since: null };
  const yes = { ...question, state: "yes" as const, closedAt: new Date("2026-09-30T10:00:00Z") };
  expect(standingWords({ ...yes, effect: "place" }, utc)).toBe(
    "Yes to Tue 18:30–19:00 (Berlin) · has a place in Group 3",
  );
  expect(standingWords({ ...yes, effect: "full" }, utc)).toContain("Group 3 was full by then");
  expect(standingWords({ ...yes, effect: "hours" }, utc)).toContain("run again to use it");
  const later = { ...utc, since: new Date("2026-09-30T11:00:00Z") };
  expect(standingWords({ ...yes, effect: "hours" }, later)).toContain("in their week, and in the last run");
  expect(standingWords({ ...question, state: "no" }, utc)).toBe("No to Tue 18:30–19:00 (Berlin)");
});

test("who was asked is counted with the yes that a run could use, and what an earlier run has used is not [SC-14]", () => {
  const closedAt = new Date("2026-10-01T10:00:00Z");
  const open = { state: "open" as const, effect: null, closedAt: null };
  const yes = { state: "yes" as const, effect: "hours" as const, closedAt };
  expect(countWords([open, open, yes], null)).toBe("3 asked, 1 yes: run again to use it.");
  expect(countWords([open, yes], new Date("2026-10-01T11:00:00Z"))).toBe("1 asked, 0 yes.");
  expect(countWords([{ ...yes, effect: "place" }], null)).toBe("1 asked, 1 yes.");
  expect(countWords([], null)).toBeNull();
});
