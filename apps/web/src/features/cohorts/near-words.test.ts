import { expect, test } from "vitest";
import { missWords, nearWords } from "./near-words.ts";

test.each([
  [{ missingMinutes: 0, shiftMinutes: 0 }, "fits"],
  [{ missingMinutes: 30, shiftMinutes: 30 }, "30 min of it not free, would fit 30 min later"],
  [{ missingMinutes: 60, shiftMinutes: -90 }, "1 h of it not free, would fit 1.5 h earlier"],
  [{ missingMinutes: 60, shiftMinutes: null }, "1 h of it not free, and no hour near it"],
])("a near miss %o reads as what is missing and what would help [JS-12]", (miss, words) => {
  expect(missWords(miss)).toBe(words);
});

test("a near group is told with its hour, its city and its seats [JS-12]", () => {
  const slot = { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London" };
  expect(nearWords({ groupId: 3, name: "Group 3", slot, seatsLeft: 1, missingMinutes: 0, shiftMinutes: 0 })).toBe(
    "Group 3, Tue 18:00–19:00 (London), 1 seat left: fits",
  );
});
