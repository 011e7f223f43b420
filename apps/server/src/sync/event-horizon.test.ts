import { describe, expect, test } from "vitest";
import { assignCategories, GROUPS_IN_CATEGORY } from "./category-number.ts";
import { EVENT_BUDGET, withinBudget } from "./event-horizon.ts";

describe("the event horizon", () => {
  test("twelve groups of eight meetings want 96 events and get the nearest 90 [R19]", () => {
    const meetings = Array.from({ length: 96 }, (_, index) => ({
      id: index + 1,
      startsAt: new Date(Date.UTC(2026, 9, 6 + 7 * (index % 8), Math.floor(index / 8))),
      hasEvent: false,
    }));
    const wanted = withinBudget(meetings);
    expect(wanted.size).toBe(EVENT_BUDGET);
    const left = meetings.filter(({ id }) => !wanted.has(id)).map(({ startsAt }) => startsAt.getUTCHours());
    const lastWeek = meetings.filter((_, index) => index % 8 === 7).map(({ startsAt }) => startsAt.getUTCHours());
    expect(left).toEqual(lastWeek.slice(-6));
  });

  test("of two meetings at one moment the older one goes first, so that everybody sees the same horizon", () => {
    const at = new Date("2026-10-06T17:00:00Z");
    expect([
      ...withinBudget(
        [
          { id: 9, startsAt: at, hasEvent: false },
          { id: 4, startsAt: at, hasEvent: false },
        ],
        1,
      ),
    ]).toEqual([4]);
  });
});

describe("an event that stands", () => {
  const week = (number: number, hasEvent: boolean) => ({
    id: number,
    startsAt: new Date(Date.UTC(2026, 9, 6 + 7 * number)),
    hasEvent,
  });

  test("is kept however far ahead it is, and nearer meetings share what is left", () => {
    const meetings = [week(1, false), week(2, false), week(3, false), week(50, true)];
    expect([...withinBudget(meetings, 3)].toSorted((a, b) => a - b)).toEqual([1, 2, 50]);
  });

  test("is kept also where more stand than the budget allows, and then no other is made", () => {
    expect(withinBudget([week(1, false), week(2, true), week(3, true)], 1)).toEqual(new Set([2, 3]));
  });
});

describe("categories", () => {
  const groups = (count: number, from = 1) =>
    Array.from({ length: count }, (_, index) => ({ id: from + index, categoryNumber: null as number | null }));

  test("overflow into a second one when 22 groups with two channels each stand in the first [PL-4]", () => {
    const places = assignCategories(groups(GROUPS_IN_CATEGORY + 3), new Set());
    expect([...places.values()].filter((number) => number === 1)).toHaveLength(22);
    expect([...places.values()].filter((number) => number === 2)).toHaveLength(3);
  });

  test("a group that has a place keeps it, whatever happens to others", () => {
    const placed = [{ id: 5, categoryNumber: 2 }, ...groups(2, 6)];
    expect(assignCategories(placed, new Set())).toEqual(
      new Map([
        [5, 2],
        [6, 1],
        [7, 1],
      ]),
    );
  });

  test("one that Discord calls full takes nobody more, though it holds few", () => {
    expect(assignCategories(groups(1), new Set([1]))).toEqual(new Map([[1, 2]]));
  });
});
