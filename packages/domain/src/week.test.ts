import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intervalsArbitrary } from "../testing/arbitraries.ts";
import {
  blocksOf,
  complementOf,
  covers,
  formatIntervals,
  intersectionOf,
  intervalSchema,
  MINUTES_PER_WEEK,
  normaliseWeek,
  parseIntervals,
  subtract,
  totalMinutes,
  unionOf,
  type Interval,
} from "./week.ts";

/** The oracle: a week as 10,080 yes-or-no answers, computed minute by minute. */
function minutesOf(intervals: readonly Interval[]): Set<number> {
  const minutes = new Set<number>();
  for (const { start, end } of intervals) for (let at = start; at < end; at++) minutes.add(at % MINUTES_PER_WEEK);
  return minutes;
}

describe("a week", () => {
  test("normalising changes no minute, and leaves stretches sorted, apart and inside the week", () => {
    fc.assert(
      fc.property(intervalsArbitrary, (intervals) => {
        const week = normaliseWeek(intervals);
        expect(minutesOf(week)).toEqual(minutesOf(intervals));
        week.forEach(({ start, end }, index) => {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(MINUTES_PER_WEEK);
          expect(start).toBeGreaterThan(week[index - 1]?.end ?? -1);
        });
      }),
    );
  });

  test("union, intersection, subtraction and complement agree with counting minutes", () => {
    fc.assert(
      fc.property(intervalsArbitrary, intervalsArbitrary, (one, other) => {
        const [a, b] = [normaliseWeek(one), normaliseWeek(other)];
        const [minutesA, minutesB] = [minutesOf(one), minutesOf(other)];
        expect(minutesOf(unionOf(a, b))).toEqual(minutesA.union(minutesB));
        expect(minutesOf(intersectionOf(a, b))).toEqual(minutesA.intersection(minutesB));
        expect(minutesOf(subtract(a, b))).toEqual(minutesA.difference(minutesB));
        expect(totalMinutes(complementOf(a))).toBe(MINUTES_PER_WEEK - minutesA.size);
      }),
    );
  });

  test("a meeting fits exactly when every one of its minutes is free, also over Sunday midnight [Q1, Q3, Q4]", () => {
    fc.assert(
      fc.property(
        intervalsArbitrary,
        fc.nat(MINUTES_PER_WEEK - 1),
        fc.integer({ min: 5, max: 200 }),
        (intervals, start, length) => {
          const free = minutesOf(intervals);
          const every = Array.from({ length }, (_, i) => free.has((start + i) % MINUTES_PER_WEEK)).every(Boolean);
          expect(covers(normaliseWeek(intervals), start, length)).toBe(every);
        },
      ),
    );
  });

  test("a stretch over Sunday midnight is one block, not two [AG-4]", () => {
    expect(blocksOf(normaliseWeek(parseIntervals("U23:00 M01:00")))).toEqual([{ start: 10_020, end: 10_140 }]);
  });

  test("everything painted is 10,080 minutes and not an empty week [AG-4, TZ-7]", () => {
    const days = normaliseWeek(
      parseIntervals(
        "M00:00 T00:00, T00:00 W00:00, W00:00 R00:00, R00:00 F00:00, F00:00 S00:00, S00:00 U00:00, U00:00 M00:00",
      ),
    );
    expect(totalMinutes(days)).toBe(10_080);
    expect(totalMinutes(normaliseWeek(parseIntervals("M00:00 M00:00")))).toBe(10_080);
    expect(blocksOf(days)).toHaveLength(1);
    expect(totalMinutes(normaliseWeek([]))).toBe(0);
  });

  test("what is written reads back as the same minutes", () => {
    fc.assert(
      fc.property(intervalsArbitrary, (intervals) => {
        const week = normaliseWeek(intervals);
        expect(minutesOf(parseIntervals(formatIntervals(week)))).toEqual(minutesOf(week));
      }),
    );
  });

  test("24:00 is the next midnight and stops nobody's week from being read [Q17]", () => {
    expect(parseIntervals("M22:00 M24:00")).toEqual([{ start: 1_320, end: 1_440 }]);
    expect(normaliseWeek(parseIntervals("U22:00 U24:00"))).toEqual([{ start: 9_960, end: 10_080 }]);
  });

  test.each([
    ["X09:00 M10:00", '"X09:00": there is no day "X"'],
    ["M25:00 M26:00", "an hour must be between 00 and 24"],
    ["M09:60 M10:00", "a minute must be between 00 and 59"],
    ["M09:00", "must be a start and an end"],
    ["Monday nine", "must be a day letter and a time"],
  ])("%s is refused with the place and the reason [Q23]", (text, reason) => {
    expect(() => parseIntervals(text)).toThrow(reason);
  });

  test("a stretch that starts after the week, runs backwards or lasts longer than a week is refused", () => {
    for (const wrong of [
      { start: 10_080, end: 10_090 },
      { start: 60, end: 60 },
      { start: 60, end: 30 },
      { start: 0, end: 10_081 },
      { start: 1.5, end: 60 },
    ])
      expect(intervalSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });
});
