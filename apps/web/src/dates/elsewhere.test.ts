import { expect, test } from "vitest";
import { momentElsewhere, slotElsewhere } from "./elsewhere.ts";

const at = new Date("2026-10-06T17:00:00Z");
const slot = { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London" };

test("a moment in the cohort's zone is told on one's own clock and on UTC's, each with its zone [SC-21]", () => {
  expect(momentElsewhere(at, { shown: "Europe/London", own: "Asia/Kathmandu" })).toEqual([
    "Your time: Tue 6 Oct, 22:45 (Kathmandu)",
    "UTC: Tue 6 Oct, 17:00 (UTC)",
  ]);
});

test("where the cohort's clock is one's own, or UTC, nothing is said twice, whatever name the zone goes by [SC-21]", () => {
  expect(momentElsewhere(at, { shown: "Asia/Kolkata", own: "Asia/Calcutta" })).toEqual(["UTC: Tue 6 Oct, 17:00 (UTC)"]);
  expect(momentElsewhere(at, { shown: "UTC", own: "UTC" })).toEqual([]);
});

test("a weekly slot is told by its first meeting, with the day it is there [SC-21, TZ-3]", () => {
  expect(slotElsewhere(slot, { startDate: "2026-10-05", own: "Pacific/Auckland" })).toEqual([
    "Your time, first: Wed 7 Oct, 06:00–07:00 (Auckland)",
    "UTC, first: Tue 6 Oct, 17:00–18:00 (UTC)",
  ]);
});
