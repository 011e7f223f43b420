import { expect, test } from "vitest";
import { otherTimes, timeWords, withoutWords } from "./ranked-times.ts";

const people = [
  { personId: 1, name: "Sofia Lindholm" },
  { personId: 2, name: "Ethan Park" },
  { personId: 3, name: "Kim Osei" },
];
const time = { weekday: 1, startMinute: 1_110, free: 1, ifNeeded: 0, cannot: [1], partly: [], busy: [] };

test("a time names everybody who could not come, and why [GR-5]", () => {
  expect(withoutWords({ ...time, cannot: [1, 2] }, people)).toBe("without Sofia and Ethan");
  expect(withoutWords({ ...time, cannot: [], busy: [3], partly: [2] }, people)).toBe(
    "Kim in another group then, Ethan on some dates only",
  );
  expect(withoutWords({ ...time, cannot: [] }, people)).toBe("everyone");
});

test("a time is found by its day in short and in full, by its hour and by who is missing [GR-5]", () => {
  expect(timeWords(time, people)).toBe("Tue 18:30 Tuesday 18:30 1 of 3 without Sofia");
});

test("the time a group has is not among its other times [GR-5]", () => {
  expect(otherTimes([time, { ...time, startMinute: 1_080 }], 1_440 + 1_080)).toEqual([time]);
});
