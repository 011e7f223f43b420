import { normaliseAvailability } from "@muster/domain/availability";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { fitCells, fitLevel } from "./fit-cells.ts";

const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });
const meeting = (start: string, minutes: number) => ({
  startsAt: new Date(start),
  endsAt: new Date(Date.parse(start) + minutes * 60_000),
});
const TUESDAY_18_LONDON = meeting("2026-10-06T17:00:00Z", 90);

test("each half hour of a meeting is shown as it was marked, in the reader's own zone [JS-3]", () => {
  expect(fitCells(week("T19:00 T19:30", "T19:30 T20:00"), "Europe/Berlin", TUESDAY_18_LONDON)).toEqual([
    "yes",
    "maybe",
    "no",
  ]);
});

test("the sign is yes, maybe, partly or no, and a partly free hour is not called free [JS-3]", () => {
  expect(fitLevel(["yes", "yes", "yes"])).toBe("yes");
  expect(fitLevel(["yes", "maybe", "maybe"])).toBe("maybe");
  expect(fitLevel(["yes", "yes", "no"])).toBe("part");
  expect(fitLevel(["no", "no", "no"])).toBe("no");
});

test("a meeting over Sunday midnight fits a block over Sunday midnight [TZ-7]", () => {
  const sundayLate = meeting("2026-10-11T22:30:00Z", 60);
  expect(fitCells(week("U23:30 M00:30"), "Europe/London", sundayLate)).toEqual(["yes", "yes"]);
});

test("in Kathmandu the cells start at the quarter the meeting starts at [TZ-4]", () => {
  expect(fitCells(week("T22:45 W00:15"), "Asia/Kathmandu", TUESDAY_18_LONDON)).toEqual(["yes", "yes", "yes"]);
  expect(fitCells(week("T23:00 W00:15"), "Asia/Kathmandu", TUESDAY_18_LONDON)).toEqual(["no", "yes", "yes"]);
});

test("the week after London's clocks change is judged as New York reads it then [TZ-1]", () => {
  const free = week("T13:00 T14:30");
  expect(fitLevel(fitCells(free, "America/New_York", TUESDAY_18_LONDON))).toBe("yes");
  expect(fitLevel(fitCells(free, "America/New_York", meeting("2026-10-27T18:00:00Z", 90)))).toBe("part");
});

test("an hour over the night's repeated hour is two cells and needs that hour, not none and nothing [TZ-8]", () => {
  const repeated = meeting("2026-10-25T00:30:00Z", 60);
  expect(fitCells(week("U12:00 U13:00"), "Europe/Berlin", repeated)).toEqual(["no", "no"]);
  expect(fitCells(week("U02:30 U03:00"), "Europe/Berlin", repeated)).toEqual(["yes", "no"]);
  expect(fitCells(week("U02:00 U03:00"), "Europe/Berlin", repeated)).toEqual(["yes", "yes"]);
});

test("without a week nothing is free", () => {
  expect(fitCells(null, "UTC", meeting("2026-10-06T17:00:00Z", 50))).toEqual(["no", "no"]);
});
