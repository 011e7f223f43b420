import { expect, test } from "vitest";
import { clockNote, meetingsOf, nextOf } from "./my-meetings.ts";

const LONDON = { weekday: 1, startMinute: 18 * 60, lengthMinutes: 90, timeZone: "Europe/London" };
const TERM = { startDate: "2026-10-06", numberOfMeetings: 8 };
const forming = meetingsOf({ slot: LONDON, meetings: [] }, TERM);

test("a group that is forming already shows the dates it would meet on", () => {
  expect(forming.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))).toEqual([
    "2026-10-06T17:00",
    "2026-10-13T17:00",
    "2026-10-20T17:00",
    "2026-10-27T18:00",
    "2026-11-03T18:00",
    "2026-11-10T18:00",
    "2026-11-17T18:00",
    "2026-11-24T18:00",
  ]);
});

test("meetings that stand win over those that would be", () => {
  const moved = [{ number: 1, startsAt: new Date("2026-10-07T17:00:00Z"), endsAt: new Date("2026-10-07T18:30:00Z") }];
  expect(meetingsOf({ slot: LONDON, meetings: moved }, TERM)).toEqual(moved);
});

test("a meeting under way is still the next one, and after the last there is none", () => {
  expect(nextOf(forming, new Date("2026-10-06T18:00:00Z"))?.number).toBe(1);
  expect(nextOf(forming, new Date("2026-10-06T18:30:00Z"))?.number).toBe(2);
  expect(nextOf(forming, new Date("2026-12-01T00:00:00Z"))).toBeNull();
});

test("a New Yorker reads of both clock changes, a Berliner of none [TZ-1, AG-8]", () => {
  expect(clockNote(forming, "America/New_York")).toBe(
    "Clocks change: from Tue 27 Oct it is Tue 14:00, from Tue 3 Nov it is Tue 13:00 for you.",
  );
  expect(clockNote(forming, "Europe/Berlin")).toBeNull();
});

test("for Auckland the weekday is its own [TZ-3]", () => {
  expect(clockNote(forming, "Pacific/Auckland")).toBe("Clocks change: from Wed 28 Oct it is Wed 07:00 for you.");
});
