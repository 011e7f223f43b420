import fc from "fast-check";
import { expect, test } from "vitest";
import { intervalsArbitrary, timeZoneArbitrary } from "../testing/arbitraries.ts";
import { normaliseAvailability } from "./availability.ts";
import { fitAt, meetingInstants, slotAt } from "./meeting-slot.ts";
import { MINUTES_PER_WEEK, parseIntervals } from "./week.ts";
import { datesOfStarts, hourReader } from "./week-hours.ts";

const DAY = 86_400_000;
const painted = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });

test("every start is judged as its own real dates are, one by one [GR-3, GR-5, TZ-1, TZ-2]", () => {
  const cases = fc.record({
    available: intervalsArbitrary,
    ifNeeded: intervalsArbitrary,
    here: timeZoneArbitrary,
    there: timeZoneArbitrary,
    day: fc.integer({ min: 0, max: 364 }),
    daysIn: fc.integer({ min: -20, max: 40 }),
    length: fc.constantFrom(5, 60, 90, 240),
    dates: fc.integer({ min: 1, max: 8 }),
    start: fc.nat(MINUTES_PER_WEEK / 30 - 1),
  });
  fc.assert(
    fc.property(cases, ({ available, ifNeeded, here, there, day, daysIn, length, dates, start }) => {
      const begin = Date.UTC(2026, 6, 1 + day);
      const startDate = new Date(begin).toISOString().slice(0, 10);
      const now = new Date(begin + daysIn * DAY + 9 * 3_600_000);
      const week = normaliseAvailability({ available, ifNeeded });
      const at = datesOfStarts({ timeZone: here, stepMinutes: 30, startDate, dates, now });
      const levels = hourReader(at, length)({ availability: week, timeZone: there, busy: [] });
      const real = meetingInstants(slotAt(start * 30, length, here), startDate, 60)
        .filter(({ startsAt }) => startsAt > now)
        .slice(0, dates);
      const fits = real.map((meeting) => fitAt(week, there, meeting));
      const free = fits.filter((fit) => fit !== "not_free").length;
      const expected = fits.every((fit) => fit === "available") ? "A" : free === dates ? "I" : free > 0 ? "P" : "N";
      expect(levels[start]).toBe(expected);
      expect(at.instants[start * dates]).toBe(real[0]!.startsAt.getTime());
    }),
  );
});

test("somebody in New York is free on some dates only where the clocks change on different nights [TZ-1, GR-2]", () => {
  const at = datesOfStarts({
    timeZone: "Europe/London",
    stepMinutes: 60,
    startDate: "2026-10-06",
    dates: 8,
    now: new Date("2026-09-20T10:00:00Z"),
  });
  const levels = hourReader(at, 60)({ availability: painted("T13:00 T14:00"), timeZone: "America/New_York", busy: [] });
  // 18:00 in London is 13:00 in New York, but for 27 October, when it is 14:00.
  expect(levels[24 + 18]).toBe("P");
  expect(levels[24 + 17]).toBe("P");
  expect(levels[24 + 19]).toBe("N");
});

test("in the night the clock goes back a start needs the repeated hour painted, minute by minute [TZ-8, GR-5]", () => {
  const at = datesOfStarts({
    timeZone: "UTC",
    stepMinutes: 30,
    startDate: "2026-10-25",
    dates: 1,
    now: new Date("2026-09-20T10:00:00Z"),
  });
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
  for (const available of ["U00:00 U02:00, U03:00 U05:00", "U02:00 U03:00", "U01:00 U02:40", "U00:00 U05:00"]) {
    const free = painted(available).available;
    const isFree = (instant: Date) => {
      const [hour, minute] = wall.format(instant).split(":").map(Number);
      const minuteOfWeek = 6 * 1_440 + hour! * 60 + minute!;
      return free.some(({ start, end }) => start <= minuteOfWeek && minuteOfWeek < end);
    };
    const levels = hourReader(at, 60)({ availability: painted(available), timeZone: "Europe/Berlin", busy: [] });
    // 23:00 UTC on Saturday is 01:00 there, 01:00 UTC on Sunday 02:00 for the second time.
    for (let start = 6 * 48; start < 6 * 48 + 8; start++) {
      const begin = at.instants[start]!;
      const all = Array.from({ length: 60 }, (_, minute) => isFree(new Date(begin + minute * 60_000)));
      expect(levels[start], `${available} at ${new Date(begin).toISOString()}`).toBe(all.every(Boolean) ? "A" : "N");
    }
  }
});

test("an hour given to another group is not free, unless it was not free anyway [GR-5, GR-7]", () => {
  const at = datesOfStarts({
    timeZone: "Europe/London",
    stepMinutes: 30,
    startDate: "2026-10-06",
    dates: 2,
    now: new Date("2026-09-20T10:00:00Z"),
  });
  const busy = [{ startsAt: new Date("2026-10-13T17:30:00Z"), endsAt: new Date("2026-10-13T18:30:00Z") }];
  const levels = hourReader(at, 60)({ availability: painted("T18:00 T21:00"), timeZone: "Europe/London", busy });
  expect(levels.slice(48 + 35, 48 + 43)).toBe("NBBBAANN");
  expect(hourReader(at, 60)({ availability: null, timeZone: null, busy })).toBe("N".repeat(336));
});
