import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { blockWords, clockRange, hoursWords, slotWords, weekOrder } from "./week-words.ts";

const block = (text: string) => parseIntervals(text)[0]!;

test("a week begins with the day the reader's calendar begins with, Monday where nobody knows [AG-1, TZ-10]", () => {
  expect(weekOrder("en-US")).toEqual([6, 0, 1, 2, 3, 4, 5]);
  expect(weekOrder("de-DE")).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(weekOrder("not a locale!")[0]).toBe(0);
});

test("a block over Sunday midnight names both days, one that ends at midnight its own day only [TZ-7]", () => {
  expect(blockWords(block("U23:00 M01:00"))).toBe("Sun 23:00–Mon 01:00");
  expect(blockWords(block("T18:00 W00:00"))).toBe("Tue 18:00–24:00");
  expect(blockWords(block("T18:00 T19:30"), "long")).toBe("Tuesday 18:00–19:30");
});

test("a slot is never said without its city", () => {
  expect(slotWords({ weekday: 1, startMinute: 1_080, lengthMinutes: 90, timeZone: "Europe/London" })).toBe(
    "Tue 18:00–19:30 (London)",
  );
});

test("a whole day of a week runs to 24:00, not to 00:00", () => {
  expect(clockRange({ start: 0, end: 1_440 })).toBe("00:00–24:00");
});

test("sums are hours with at most the half that was painted", () => {
  expect(hoursWords(720)).toBe("12 h");
  expect(hoursWords(330)).toBe("5.5 h");
  expect(hoursWords(45)).toBe("45 min");
  expect(hoursWords(0)).toBe("0 h");
  expect(hoursWords(75)).toBe("1.25 h");
});
