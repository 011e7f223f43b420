import { normaliseAvailability, type Availability } from "@muster/domain/availability";
import { formatIntervals, MINUTES_PER_WEEK, parseIntervals, totalMinutes, blocksOf } from "@muster/domain/week";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dayOf,
  EMPTY_WEEK,
  levelAt,
  minuteOfWeek,
  paint,
  putDay,
  rectangle,
  strokeBrush,
  type Brush,
} from "./painting.ts";

const MONDAY_FIRST = { days: [0, 1, 2, 3, 4, 5, 6], step: 30 };
const SUNDAY_FIRST = { days: [6, 0, 1, 2, 3, 4, 5], step: 30 };
const written = (week: Availability) => [formatIntervals(week.available), formatIntervals(week.ifNeeded)];
const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });

describe("a drag", () => {
  test("covers the last cell whole, so 18:00 to 19:30 on the grid is two hours [AG-4]", () => {
    const stretches = rectangle({ day: 1, minute: 18 * 60 }, { day: 1, minute: 19.5 * 60 }, MONDAY_FIRST);
    expect(formatIntervals(stretches)).toBe("T18:00 T20:00");
  });

  test("paints the same rectangle from any of its corners [AG-9]", () => {
    const corners = [
      [
        { day: 1, minute: 600 },
        { day: 3, minute: 660 },
      ],
      [
        { day: 3, minute: 660 },
        { day: 1, minute: 600 },
      ],
      [
        { day: 1, minute: 660 },
        { day: 3, minute: 600 },
      ],
    ] as const;
    for (const [from, to] of corners)
      expect(formatIntervals(rectangle(from, to, MONDAY_FIRST))).toBe("T10:00 T11:30, W10:00 W11:30, R10:00 R11:30");
  });

  test("runs over neighbours as the reader's week has them, so Sunday to Monday is two columns there [AG-1]", () => {
    const stretches = rectangle({ day: 6, minute: 600 }, { day: 0, minute: 600 }, SUNDAY_FIRST);
    expect(formatIntervals(stretches)).toBe("U10:00 U10:30, M10:00 M10:30");
  });

  test("that begins on the brush's own mark takes away, on the other mark paints over [AG-9]", () => {
    expect(strokeBrush("available", "available")).toBe("erase");
    expect(strokeBrush("available", "if_needed")).toBe("available");
    expect(strokeBrush("if_needed", "empty")).toBe("if_needed");
    expect(strokeBrush("erase", "empty")).toBe("erase");
  });
});

describe("a stroke", () => {
  test("of the other brush splits what it crosses [AG-3]", () => {
    const after = paint(week("T18:00 T22:00"), parseIntervals("T19:00 T20:00"), "if_needed");
    expect(written(after)).toEqual(["T18:00 T19:00, T20:00 T22:00", "T19:00 T20:00"]);
  });

  test("up to Sunday midnight and one from Monday midnight are one block of two hours [AG-4, TZ-7]", () => {
    const late = paint(EMPTY_WEEK, parseIntervals("U23:00 M00:00"), "available");
    const both = paint(late, parseIntervals("M00:00 M01:00"), "available");
    expect(blocksOf(both.available)).toEqual([
      { start: minuteOfWeek({ day: 6, minute: 23 * 60 }), end: MINUTES_PER_WEEK + 60 },
    ]);
  });

  test("over all seven days is 10,080 minutes and not nothing [AG-4, TZ-7]", () => {
    const all = rectangle({ day: 0, minute: 0 }, { day: 6, minute: 1_410 }, MONDAY_FIRST);
    const full = paint(EMPTY_WEEK, all, "available");
    expect(full.available).toEqual([{ start: 0, end: 10_080 }]);
    expect(totalMinutes(full.available)).toBe(10_080);
  });

  test("changes exactly the minutes under it, whatever stood there", () => {
    // An eye of its own: a week as 672 quarters, painted one by one.
    const quarters = fc.integer({ min: 0, max: 671 });
    const stroke = fc.record({
      from: quarters,
      length: fc.integer({ min: 1, max: 200 }),
      brush: fc.constantFrom<Brush>("available", "if_needed", "erase"),
    });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 12 }), (strokes) => {
        const seen = Array.from({ length: 672 }, () => "empty");
        let painted = EMPTY_WEEK;
        for (const { from, length, brush } of strokes) {
          painted = paint(painted, [{ start: from * 15, end: (from + length) * 15 }], brush);
          for (let at = from; at < from + length; at += 1) seen[at % 672] = brush === "erase" ? "empty" : brush;
        }
        expect(seen.map((_, at) => levelAt(painted, at * 15, 15))).toEqual(seen);
      }),
    );
  });
});

describe("a cell", () => {
  test("half filled by somebody's 18:15 shows that mark; less than half does not", () => {
    expect(levelAt(week("T18:15 T20:00"), minuteOfWeek({ day: 1, minute: 18 * 60 }), 30)).toBe("available");
    expect(levelAt(week("T18:20 T20:00"), minuteOfWeek({ day: 1, minute: 18 * 60 }), 30)).toBe("empty");
  });

  test("half available and half if needed is available, and never neither", () => {
    expect(levelAt(week("T18:00 T18:15", "T18:15 T18:30"), minuteOfWeek({ day: 1, minute: 18 * 60 }), 30)).toBe(
      "available",
    );
    expect(levelAt(week("T18:00 T18:10", "T18:10 T18:30"), minuteOfWeek({ day: 1, minute: 18 * 60 }), 30)).toBe(
      "if_needed",
    );
  });
});

describe("copying a day", () => {
  test("takes both marks along and replaces what stood there [AG-19]", () => {
    const before = week("M18:00 M20:00, W08:00 W09:00", "M20:00 M21:00");
    const after = putDay(before, dayOf(before, 0), [2, 4]);
    expect(written(after)).toEqual([
      "M18:00 M20:00, W18:00 W20:00, F18:00 F20:00",
      "M20:00 M21:00, W20:00 W21:00, F20:00 F21:00",
    ]);
  });

  test("cuts a block over midnight at the day's own end", () => {
    expect(dayOf(week("U23:00 M01:00"), 0).available).toEqual([{ start: 0, end: 60 }]);
    expect(dayOf(week("U23:00 M01:00"), 6).available).toEqual([{ start: 23 * 60, end: 1_440 }]);
  });

  test("onto itself changes nothing", () => {
    const before = week("M00:00 T00:00", "U12:00 U13:00");
    expect(putDay(before, dayOf(before, 0), [0])).toEqual(before);
  });
});
