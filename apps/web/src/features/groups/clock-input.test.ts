import { expect, test } from "vitest";
import { minuteOfClock } from "./clock-input.ts";

test("a time of day is its minute, and half a time is none [GR-9]", () => {
  expect(minuteOfClock("18:30")).toBe(1_110);
  expect(minuteOfClock("00:00")).toBe(0);
  expect(["", "18", "24:00", "18:60", "8:30"].map(minuteOfClock)).toEqual([null, null, null, null, null]);
});
