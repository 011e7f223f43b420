import { expect, test } from "vitest";
import { nearWords, sinceWords } from "./near-words.ts";

const slot = { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London" };

test("a near group says what is in the way: minutes, seats, or both, with its zone [SC-14]", () => {
  const near = { name: "Group 3", slot, window: null, missingMinutes: 30, members: 6, full: false };
  expect(nearWords(near, 8)).toBe("Group 3, Tue 18:00–19:00 (London): 30 min of it not free; 6 of 8 seats taken");
  expect(nearWords({ ...near, missingMinutes: 0, members: 8, full: true }, 8)).toBe(
    "Group 3, Tue 18:00–19:00 (London): free for all of it; full with 8 of 8",
  );
});

test("a run again says whom it moves, and how many more it places or costs [SC-19]", () => {
  const since = { number: 4, moved: ["Ann", "Ben", "Cem"], gained: ["Dag", "Eva"], lost: [], placedMore: 2 };
  expect(sinceWords(since)).toBe("Moves 3 people and places 2 more than run 4.");
  expect(sinceWords({ ...since, moved: [], gained: [], placedMore: 0 })).toBe(
    "Moves nobody and places as many as run 4.",
  );
  expect(sinceWords({ ...since, number: null })).toBe("Moves 3 people and places 2 more than the groups do now.");
  expect(sinceWords({ ...since, moved: ["Ann"], lost: ["Ben"], gained: [], placedMore: -1 })).toBe(
    "Moves 1 person and places 1 fewer than run 4; 1 loses their place.",
  );
});
