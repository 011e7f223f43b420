import { expect, test } from "vitest";
import { effectWords, overWords, type Effect } from "./effect.ts";

const effect = (changes: Partial<Effect> = {}): Effect => ({
  groupId: 3,
  name: "Group 3",
  slot: { weekday: 1, startMinute: 1_080, lengthMinutes: 90, timeZone: "Europe/London" },
  taken: 6,
  seats: 8,
  fit: "available",
  breaks: [],
  notBecause: null,
  ...changes,
});

test("before somebody is let go, hour with city, seats and fit are said [GR-4]", () => {
  expect(effectWords(effect())).toBe("Tue 18:00 (London) · becomes 7 of 8 · available");
  expect(effectWords(effect({ taken: 8, fit: "if_needed" }))).toBe(
    "Tue 18:00 (London) · becomes 9 of 8, 1 more than seats · if needed",
  );
});

test("a rule that it would break is said with it [GR-4, GR-13]", () => {
  const breaks = ["Ann and Ben are to be kept apart, and both are in Group 3."];
  expect(effectWords(effect({ breaks }))).toBe(`Tue 18:00 (London) · becomes 7 of 8 · available · ${breaks[0]}`);
});

test("what cannot be done says why instead [GR-4]", () => {
  expect(effectWords(effect({ notBecause: "This cohort is closed." }))).toBe("This cohort is closed.");
});

test("every place under the pointer has words, so that a drag can be heard [GR-4]", () => {
  const over = { what: "group", groupId: 3, name: "Group 3", effect: effect() } as const;
  expect(overWords("Ann", over)).toContain("Group 3: Tue 18:00 (London)");
  expect(overWords("Ann", { ...over, effect: null })).toBe("Group 3");
  expect(overWords("Ann", { what: "waiting" })).toContain("waits for a place");
  expect(overWords("Ann", { what: "nowhere" })).toContain("Esc");
});
