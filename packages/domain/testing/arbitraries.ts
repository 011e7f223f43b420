import fc from "fast-check";
import { MINUTES_PER_WEEK, type Interval } from "../src/week.ts";

/** Stretches as people paint them: on a five-minute raster, sometimes over Sunday midnight, sometimes a whole week. */
export const intervalArbitrary: fc.Arbitrary<Interval> = fc
  .record({
    start: fc.nat(MINUTES_PER_WEEK / 5 - 1),
    length: fc.oneof(fc.integer({ min: 1, max: 48 }), fc.integer({ min: 1, max: 2_016 })),
  })
  .map(({ start, length }) => ({ start: start * 5, end: (start + length) * 5 }));

export const intervalsArbitrary = fc.array(intervalArbitrary, { maxLength: 12 });

/** Zones that differ in what goes wrong: none, half hours, quarters, half-hour clock changes, both sides of the date line. */
export const timeZoneArbitrary = fc.constantFrom(
  "UTC",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Phoenix",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
  "Pacific/Honolulu",
);
