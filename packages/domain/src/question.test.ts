import { describe, expect, test } from "vitest";
import { askSchema, hullOf, missingHours, untilAfter } from "./question.ts";
import { normaliseWeek, parseIntervals } from "./week.ts";

const hull = (text: string) => hullOf(normaliseWeek(parseIntervals(text)));
const [window] = parseIntervals("T18:30 T19:00");

describe("what somebody is asked about", () => {
  test("is one stretch that holds every minute they lack, also over Sunday midnight [SC-14]", () => {
    expect(hull("T18:30 T19:00")).toEqual(window);
    expect(hull("T18:00 T18:15, T18:45 T19:00")).toEqual(parseIntervals("T18:00 T19:00")[0]);
    expect(hull("U23:30 M00:30")).toEqual({ start: 10_050, end: 10_110 });
    expect(hull("")).toBeNull();
  });

  test("is asked for once where a clock change makes it two, and counted as the worst of the dates [SC-14, TZ-1]", () => {
    const free = normaliseWeek(parseIntervals("T17:30 T18:30"));
    const meetings = parseIntervals("T18:00 T19:00, T17:00 T18:00");
    expect(missingHours(free, meetings)).toEqual({ minutes: 30, window: parseIntervals("T17:00 T19:00")[0] });
    expect(missingHours(free, parseIntervals("T17:30 T18:30"))).toEqual({ minutes: 0, window: null });
  });

  test("stands for three days where nothing else is said, and is never about more than a day [SC-14]", () => {
    const asking = { cohortId: 1, personId: 2, window, groupStart: 2_520 };
    const { days } = askSchema.parse(asking);
    expect(untilAfter(new Date("2026-09-01T09:00:00Z"), days)).toEqual(new Date("2026-09-04T09:00:00Z"));
    expect(askSchema.safeParse({ ...asking, days: 15 }).success).toBe(false);
    expect(askSchema.safeParse({ ...asking, window: { start: 0, end: 1_441 } }).success).toBe(false);
  });
});
