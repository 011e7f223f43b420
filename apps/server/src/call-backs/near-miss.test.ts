import { normaliseAvailability } from "@muster/domain/availability";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { nearMissOf } from "./near-miss.ts";

const week = (available: string, ifNeeded = "") =>
  normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) });
const TUESDAY_18_LONDON = { startsAt: new Date("2026-10-06T17:00:00Z"), endsAt: new Date("2026-10-06T18:00:00Z") };

test.each([
  ["inside", week("T17:00 T20:00"), "Europe/London", { missingMinutes: 0, shiftMinutes: 0 }],
  [
    "inside with an If-needed half",
    week("T18:00 T18:30", "T18:30 T19:00"),
    "Europe/London",
    { missingMinutes: 0, shiftMinutes: 0 },
  ],
  ["half an hour too early for them", week("T18:30 T20:00"), "Europe/London", { missingMinutes: 30, shiftMinutes: 30 }],
  ["an hour and a half too late", week("T16:00 T17:30"), "Europe/London", { missingMinutes: 60, shiftMinutes: -90 }],
  ["on a day without any hour", week("F18:00 F20:00"), "Europe/London", { missingMinutes: 60, shiftMinutes: null }],
  [
    "free for shorter than a meeting",
    week("T18:00 T18:45"),
    "Europe/London",
    { missingMinutes: 15, shiftMinutes: null },
  ],
  ["19:00 in Berlin", week("T19:30 T21:00"), "Europe/Berlin", { missingMinutes: 30, shiftMinutes: 30 }],
])("a meeting %s is so far from somebody's week [JS-12]", (_, availability, timeZone, expected) => {
  expect(nearMissOf(availability, timeZone, TUESDAY_18_LONDON)).toEqual(expected);
});

test("over Sunday midnight the week goes on on Monday [TZ-7]", () => {
  const late = { startsAt: new Date("2026-10-11T22:30:00Z"), endsAt: new Date("2026-10-11T23:30:00Z") };
  expect(nearMissOf(week("M00:00 M02:00"), "Europe/London", late)).toEqual({ missingMinutes: 30, shiftMinutes: 30 });
});
