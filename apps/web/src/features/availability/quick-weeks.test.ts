import { normaliseAvailability, usabilityOf, type Availability } from "@muster/domain/availability";
import { formatIntervals, parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { EMPTY_WEEK } from "./painting.ts";
import { extendBlock, quickWeeks } from "./quick-weeks.ts";

const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });
const written = (of: Availability) => [formatIntervals(of.available), formatIntervals(of.ifNeeded)];
const SHOWN = { start: 8 * 60, end: 22 * 60 };

test("weekday evenings are five, and take the brush in hand [AG-19]", () => {
  expect(written(quickWeeks.weekdayEvenings(EMPTY_WEEK, "available"))).toEqual([
    "M18:00 M22:00, T18:00 T22:00, W18:00 W22:00, R18:00 R22:00, F18:00 F22:00",
    "",
  ]);
  expect(quickWeeks.weekends(EMPTY_WEEK, "if_needed").ifNeeded).toHaveLength(2);
});

test("all marks the hours shown and none clears also the hidden ones [AG-19]", () => {
  expect(quickWeeks.all(week("M02:00 M03:00"), SHOWN).available).toHaveLength(8);
  expect(quickWeeks.none()).toEqual(EMPTY_WEEK);
});

test("invert turns what is shown round, twice gives the week back, and leaves hidden and if-needed hours alone [AG-19]", () => {
  const before = week("M02:00 M03:00, T08:00 T20:00", "W10:00 W12:00");
  const after = quickWeeks.invert(before, SHOWN);
  expect(formatIntervals(after.available)).toContain("T20:00 T22:00");
  expect(formatIntervals(after.available)).toContain("M02:00 M03:00");
  expect(formatIntervals(after.available)).not.toContain("T08:00");
  expect(after.ifNeeded).toEqual(before.ifNeeded);
  expect(quickWeeks.invert(after, SHOWN)).toEqual(before);
});

test("Monday copied to the weekdays leaves the weekend as it was [AG-19]", () => {
  const after = quickWeeks.copyDay(week("M19:00 M20:00, F08:00 F09:00, S10:00 S11:00"), 0, [1, 2, 3, 4]);
  expect(written(after)[0]).toBe(
    "M19:00 M20:00, T19:00 T20:00, W19:00 W20:00, R19:00 R20:00, F19:00 F20:00, S10:00 S11:00",
  );
});

test("a block made long enough holds a meeting, in the mark it ended with, also over Sunday midnight [AG-21]", () => {
  const friday = week("F18:00 F18:30", "F18:30 F19:00");
  const [block] = usabilityOf(friday, 90).tooShort;
  expect(written(extendBlock(friday, block!, 90))).toEqual(["F18:00 F18:30", "F18:30 F19:30"]);
  const sunday = week("U23:00 M00:00");
  const [late] = usabilityOf(sunday, 90).tooShort;
  expect(usabilityOf(extendBlock(sunday, late!, 90), 90).usable).toBe(true);
  const over = week("U23:30 M00:30");
  expect(written(extendBlock(over, usabilityOf(over, 90).tooShort[0]!, 90))).toEqual([
    "M00:00 M01:00, U23:30 M00:00",
    "",
  ]);
});
