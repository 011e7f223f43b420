import { normaliseAvailability } from "@muster/domain/availability";
import { parseIntervals } from "@muster/domain/week";
import { describe, expect, test } from "vitest";
import { columnOf, DAY_HOURS, finestStep, hiddenMinutes } from "./week-cells.ts";

const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });
const GRID = { step: 30, meetingLength: 90 };
const row = (hour: number) => hour * 2;

describe("a column of the grid", () => {
  test("names a mark once, at its first cell, with the exact minutes", () => {
    const tuesday = columnOf(week("T18:15 T21:30"), 1, GRID);
    expect(tuesday.flatMap(({ label }) => label ?? [])).toEqual([{ start: 1440 + 18.25 * 60, end: 1440 + 21.5 * 60 }]);
    expect(tuesday[row(18)]!.first).toBe(true);
    expect(tuesday[row(21)]!.last).toBe(true);
  });

  test("joins an available mark to the if-needed one below it without a round corner", () => {
    const thursday = columnOf(week("R19:00 R20:00", "R20:00 R21:30"), 3, GRID);
    expect(thursday[row(19) + 1]).toMatchObject({ level: "available", last: true, joinsBelow: true });
    expect(thursday[row(20)]).toMatchObject({ level: "if_needed", first: true, joinsAbove: true, short: false });
  });

  test("outlines an hour that no 90-minute meeting fits into and says its length below it [AG-21]", () => {
    const friday = columnOf(week("F18:00 F19:00"), 4, GRID);
    expect(friday[row(18)]!.short && friday[row(18) + 1]!.short).toBe(true);
    expect(friday[row(19)]).toMatchObject({ short: false, shortMinutes: 60 });
  });

  test("calls an hour before Sunday midnight long enough when Monday goes on with half an hour [AG-4, TZ-7]", () => {
    const long = week("U23:00 M00:30");
    expect(columnOf(long, 6, GRID).some(({ short }) => short)).toBe(false);
    expect(columnOf(long, 0, GRID).some(({ short }) => short)).toBe(false);
    const short = week("U23:00 M00:15");
    expect(columnOf(short, 6, GRID)[row(23)]!.short).toBe(true);
    expect(columnOf(short, 0, GRID)[0]!.short).toBe(true);
  });

  test("outlines nothing where no course asks for a length", () => {
    expect(columnOf(week("F18:00 F18:30"), 4, { step: 30, meetingLength: 0 }).some(({ short }) => short)).toBe(false);
  });
});

test("what is marked outside the hours shown is counted on each bar [AG-2]", () => {
  expect(hiddenMinutes(week("M07:00 M09:00, T06:00 T07:00", "W21:30 W23:00"), DAY_HOURS)).toEqual({
    before: 120,
    after: 60,
  });
  expect(hiddenMinutes(week("M08:00 M22:00"), DAY_HOURS)).toEqual({ before: 0, after: 0 });
  expect(hiddenMinutes(week("U23:00 M01:00"), DAY_HOURS)).toEqual({ before: 60, after: 60 });
});

test("quarters somebody typed are shown as quarters, all else as half hours [AG-2]", () => {
  expect(finestStep(week("M18:00 M19:30"))).toBe(30);
  expect(finestStep(week("M18:15 M19:30"))).toBe(15);
});
