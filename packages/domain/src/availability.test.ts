import { describe, expect, test } from "vitest";
import { fitOf, normaliseAvailability, usabilityOf } from "./availability.ts";
import { parseIntervals } from "./week.ts";

const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });

describe("availability", () => {
  test("an hour marked twice counts as Available", () => {
    expect(week("M09:00 M10:00", "M09:00 M11:00")).toEqual({
      available: [{ start: 540, end: 600 }],
      ifNeeded: [{ start: 600, end: 660 }],
    });
  });

  test("a meeting half Available and half If needed fits if needed", () => {
    expect(fitOf(week("M09:00 M09:30", "M09:30 M10:00"), 540, 60)).toBe("if_needed");
    expect(fitOf(week("M09:00 M10:00"), 540, 60)).toBe("available");
    expect(fitOf(week("M09:00 M09:59"), 540, 60)).toBe("not_free");
  });

  test("a week whose every stretch is shorter than one meeting is not usable, and says which are too short [AG-21]", () => {
    const { usable, tooShort } = usabilityOf(week("M09:00 M10:00, T09:00 T10:15"), 90);
    expect(usable).toBe(false);
    expect(tooShort).toHaveLength(2);
  });

  test("neighbouring Available and If needed hours make one stretch long enough [Q15]", () => {
    expect(usabilityOf(week("U23:00 M00:00", "M00:00 M00:30"), 90).usable).toBe(true);
  });
});
