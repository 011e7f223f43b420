import { ANY_HOUR } from "@muster/domain/meeting-hours";
import { settingsFor } from "@muster/domain/scheduling-settings";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { hasRoom } from "./usable-week.ts";

const cohort = { startDate: "2026-10-05", timeZone: "Europe/London" };
const settings = settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 3, maxSize: 5 });
const painted = (week: string, timeZone: string | null = null) => ({
  availability: { available: parseIntervals(week), ifNeeded: [] },
  timeZone,
});
const evenings = { ...settings, meetingHours: ANY_HOUR.map(() => ({ from: 1_080, until: 1_320 })) };

test("a stretch outside the hours meetings may take place is none, on the cohort's clock [SC-5]", () => {
  expect(hasRoom(painted("T09:00 T12:00"), { settings, cohort })).toBe(true);
  expect(hasRoom(painted("T09:00 T12:00"), { settings: evenings, cohort })).toBe(false);
  // 12:00 in New York is 17:00 in London, 13:30 is 18:30.
  expect(hasRoom(painted("T12:00 T13:30", "America/New_York"), { settings: evenings, cohort })).toBe(false);
  expect(hasRoom(painted("T12:00 T14:00", "America/New_York"), { settings: evenings, cohort })).toBe(true);
});

test("hours of the night are none where civil ones are a must, on the person's own clock", () => {
  const must = { ...settings, civilHours: "must" as const };
  expect(hasRoom(painted("T05:30 T07:30"), { settings: must, cohort })).toBe(false);
  expect(hasRoom(painted("T05:30 T08:00"), { settings: must, cohort })).toBe(true);
});

test("in a week in which a clock changes, either side of the change counts: the bound is never too low [SC-7]", () => {
  const change = { startDate: "2026-10-23", timeZone: "Europe/London" };
  const week = (hours: string) => hasRoom(painted(hours, "Asia/Kolkata"), { settings: evenings, cohort: change });
  expect([week("F22:30 F23:30"), week("T23:30 W00:30")]).toEqual([true, true]);
});
