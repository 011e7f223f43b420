import { normaliseAvailability, type Availability } from "@muster/domain/availability";
import { formatIntervals, parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { changeZone, clockDifference } from "./change-zone.ts";

const week = (available: string) => normaliseAvailability({ available: parseIntervals(available), ifNeeded: [] });
const written = (of: Availability) => formatIntervals(of.available);
const SUMMER = new Date("2026-10-01T12:00:00Z");
const WINTER = new Date("2026-11-20T12:00:00Z");

test("keeping the clock times changes no number, whatever the zones [AG-6, TZ-5]", () => {
  const before = week("T18:00 T20:00");
  expect(changeZone(before, { from: "Europe/Berlin", to: "Pacific/Auckland", at: WINTER }, "keep_clock_times")).toEqual(
    before,
  );
});

test("keeping the moments moves 18:00 in Berlin to 17:00 in London [AG-6]", () => {
  const after = changeZone(
    week("T18:00 T20:00"),
    { from: "Europe/Berlin", to: "Europe/London", at: WINTER },
    "keep_moments",
  );
  expect(written(after)).toBe("T17:00 T19:00");
});

test("keeping the moments crosses into the next day, and Sunday evening into Monday [AG-6, TZ-3]", () => {
  const after = changeZone(
    week("T18:00 T20:00, U20:00 U22:00"),
    { from: "Europe/London", to: "Pacific/Auckland", at: WINTER },
    "keep_moments",
  );
  expect(written(after)).toBe("M09:00 M11:00, W07:00 W09:00");
});

test("a zone off the half hour loses no minute, there and back [TZ-4]", () => {
  const there = changeZone(
    week("T18:00 T20:00"),
    { from: "Europe/London", to: "Asia/Kathmandu", at: WINTER },
    "keep_moments",
  );
  expect(written(there)).toBe("T23:45 W01:45");
  expect(written(changeZone(there, { from: "Asia/Kathmandu", to: "Europe/London", at: WINTER }, "keep_moments"))).toBe(
    "T18:00 T20:00",
  );
});

test("the difference is that of the season asked about", () => {
  expect(clockDifference("America/New_York", "Europe/London", SUMMER)).toBe(300);
  expect(clockDifference("America/New_York", "Europe/London", new Date("2026-10-28T12:00:00Z"))).toBe(240);
});
