import { normaliseAvailability, type Availability } from "@muster/domain/availability";
import { formatIntervals, parseIntervals } from "@muster/domain/week";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_WEEK } from "./painting.ts";
import { nextRow, problemsOf, rowsOf, withRows, type ListRow } from "./list-rows.ts";

const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });
const row = (from: string, to: string, level: ListRow["level"] = "available", id = 0): ListRow => ({
  id,
  from,
  to,
  level,
});
const written = (of: Availability | null) => of && [formatIntervals(of.available), formatIntervals(of.ifNeeded)];

describe("the list", () => {
  test("says the same week as the grid, day by day, whatever is in it [AG-16]", () => {
    const stretch = fc.record({
      start: fc.integer({ min: 0, max: 10_079 }),
      length: fc.integer({ min: 1, max: 3_000 }),
    });
    const stretches = fc.array(
      stretch.map(({ start, length }) => ({ start, end: start + length })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(stretches, stretches, (available, ifNeeded) => {
        const painted = normaliseAvailability({ available, ifNeeded });
        let typed: Availability = EMPTY_WEEK;
        for (let day = 0; day < 7; day += 1) typed = withRows(typed, day, rowsOf(painted, day))!;
        expect(typed).toEqual(painted);
      }),
    );
  });

  test("orders lines by their start and writes the midnight at a day's end as 00:00 [AG-16, TZ-7]", () => {
    expect(rowsOf(week("U23:00 M01:00", "U20:00 U21:00"), 6)).toEqual([
      row("20:00", "21:00", "if_needed", 0),
      row("23:00", "00:00", "available", 1),
    ]);
  });

  test("lets 23:00 to 00:00 be an hour, and a whole day be 00:00 to 00:00 [TZ-7]", () => {
    expect(written(withRows(EMPTY_WEEK, 6, [row("23:00", "00:00")]))).toEqual(["U23:00 M00:00", ""]);
    expect(withRows(EMPTY_WEEK, 0, [row("00:00", "00:00")])!.available).toEqual([{ start: 0, end: 1_440 }]);
  });

  test("names an end before its start at the end's field and changes nothing [AG-16]", () => {
    const rows = [row("20:00", "18:00")];
    expect(problemsOf(rows).get(0)).toMatchObject({ field: "to" });
    expect(withRows(week("M08:00 M09:00"), 0, rows)).toBeNull();
  });

  test("names two different marks for the same minutes at the later line only [AG-16]", () => {
    const rows = [row("18:00", "20:00", "available", 0), row("19:00", "21:00", "if_needed", 1)];
    expect([...problemsOf(rows).keys()]).toEqual([1]);
  });

  test("takes two lines of the same mark as one, and touching lines as they are", () => {
    expect(
      written(withRows(EMPTY_WEEK, 1, [row("18:00", "20:00", "available", 0), row("19:00", "21:00", "available", 1)])),
    ).toEqual(["T18:00 T21:00", ""]);
    expect(problemsOf([row("18:00", "20:00", "available", 0), row("20:00", "21:00", "if_needed", 1)]).size).toBe(0);
  });

  test("asks for a time that is missing instead of guessing [AG-16]", () => {
    expect(problemsOf([row("", "20:00")]).get(0)).toMatchObject({ field: "from" });
    expect(problemsOf([row("18:00", "25:00")]).get(0)).toMatchObject({ field: "to" });
  });

  test("keeps odd minutes as typed [TZ-4]", () => {
    expect(written(withRows(EMPTY_WEEK, 2, [row("22:45", "23:45")]))).toEqual(["W22:45 W23:45", ""]);
  });

  test("adds a line that is valid at once and lies over no other, also late in the day [AG-16]", () => {
    const days = [[], [row("18:00", "20:00")], [row("22:00", "00:00")], [row("00:00", "08:00", "if_needed")]];
    for (const rows of days) {
      const added = nextRow(rows, 9)!;
      expect(problemsOf([...rows, added]).size, JSON.stringify(added)).toBe(0);
      expect(withRows(EMPTY_WEEK, 0, [...rows, added])).not.toEqual(withRows(EMPTY_WEEK, 0, rows));
    }
    expect(nextRow([], 1)).toEqual(row("18:00", "20:00", "available", 1));
    expect(nextRow([row("18:00", "20:00")], 1)).toEqual(row("20:00", "22:00", "available", 1));
  });

  test("has no line to add to a full day", () => {
    expect(nextRow([row("00:00", "00:00")], 1)).toBeNull();
  });
});
