import { formatIntervals } from "@muster/domain/week";
import { expect, it } from "vitest";
import { busyHours } from "./busy-hours.ts";

const elsewhere = {
  groupId: 1,
  cohortId: 2,
  role: "facilitator" as const,
  weekday: 1,
  startMinute: 1_080,
  lengthMinutes: 60,
  timeZone: "Europe/London",
  startDate: "2026-09-01",
  numberOfMeetings: 20,
};
const words = (busy: ReturnType<typeof busyHours>) => formatIntervals(busy);

it("a group elsewhere makes its hour busy on this cohort's clock, twice where a clock changes in between [Q6]", () => {
  // London leaves summer time on 25 October, New York on 1 November: for a week the distance is four hours instead of five.
  const term = { startDate: "2026-10-05", numberOfMeetings: 8, timeZone: "America/New_York" };
  expect(words(busyHours([elsewhere], term))).toBe("T13:00 T15:00");
  expect(words(busyHours([elsewhere], { ...term, timeZone: "Europe/London" }))).toBe("T18:00 T19:00");
});

it("a group whose meetings are over before this cohort begins makes nothing busy", () => {
  const term = { startDate: "2027-03-01", numberOfMeetings: 8, timeZone: "Europe/London" };
  expect(busyHours([{ ...elsewhere, numberOfMeetings: 4 }], term)).toEqual([]);
});
