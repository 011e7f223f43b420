import { meetingInstants } from "@muster/domain/meeting-slot";
import { describe, expect, test } from "vitest";
import {
  agoOf,
  calendarDay,
  cityOf,
  dayOf,
  momentOf,
  offsetOf,
  offsetsOf,
  relativeDay,
  spanWords,
  stretchOf,
  timeOf,
  timeThere,
} from "./instant-words.ts";

const LONDON_TUESDAYS = meetingInstants(
  { weekday: 1, startMinute: 18 * 60, lengthMinutes: 90, timeZone: "Europe/London" },
  "2026-10-06",
  8,
);
const there = (date: string, timeZone: string) => {
  const meeting = LONDON_TUESDAYS.find(({ startsAt }) => startsAt.toISOString().startsWith(date))!;
  return `${dayOf(meeting.startsAt, timeZone).slice(0, 3)} ${timeOf(meeting.startsAt, timeZone)}`;
};

describe("the London group's Tuesdays at 18:00, as read elsewhere", () => {
  test("move by an hour in New York for the week between the two clock changes [TZ-1]", () => {
    expect(there("2026-10-20", "America/New_York")).toBe("Tue 13:00");
    expect(there("2026-10-27", "America/New_York")).toBe("Tue 14:00");
    expect(there("2026-11-03", "America/New_York")).toBe("Tue 13:00");
  });

  test("are a quarter to eleven in Kathmandu, then to midnight, without rounding [TZ-1, TZ-4]", () => {
    expect(there("2026-10-06", "Asia/Kathmandu")).toBe("Tue 22:45");
    expect(there("2026-10-27", "Asia/Kathmandu")).toBe("Tue 23:45");
  });

  test("are Wednesdays in Auckland and on Kiritimati [TZ-3]", () => {
    expect(there("2026-10-06", "Pacific/Auckland")).toBe("Wed 06:00");
    expect(there("2026-10-27", "Pacific/Auckland")).toBe("Wed 07:00");
    expect(there("2026-10-06", "Pacific/Kiritimati")).toBe("Wed 07:00");
  });
});

test("a moment carries weekday, hour and city, and an end on another day its own weekday", () => {
  const { startsAt, endsAt } = LONDON_TUESDAYS[0]!;
  expect(momentOf(startsAt, "Europe/London")).toBe("Tue 6 Oct, 18:00 (London)");
  expect(stretchOf(startsAt, endsAt, "Europe/London")).toBe("Tue 6 Oct, 18:00–19:30 (London)");
  expect(stretchOf(startsAt, endsAt, "Asia/Kolkata")).toBe("Tue 6 Oct, 22:30–Wed 00:00 (Kolkata)");
});

test("an hour on another clock has its weekday where that is another day than here [TZ-3]", () => {
  const { startsAt } = LONDON_TUESDAYS[0]!;
  expect(timeThere(startsAt, { there: "Europe/London", here: "Europe/Berlin" })).toBe("18:00");
  expect(timeThere(startsAt, { there: "Europe/London", here: "Pacific/Auckland" })).toBe("Tue 18:00");
});

test("a calendar day is the same day wherever it is read", () => {
  expect(calendarDay("2026-10-06")).toBe("Tue 6 Oct 2026");
});

test("a zone is said by its city and its offset, with the change to come [AG-7]", () => {
  const at = new Date("2026-10-01T12:00:00Z");
  expect(cityOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(offsetOf("America/St_Johns", at)).toBe("UTC−2:30");
  expect(offsetsOf("Europe/Berlin", at)).toBe("UTC+2, from 25 Oct UTC+1");
  expect(offsetsOf("Africa/Lagos", at)).toBe("UTC+1");
});

test("tomorrow is counted in calendar days of the reader's zone, not in hours", () => {
  const at = new Date("2026-10-05T22:30:00Z");
  expect(relativeDay(new Date("2026-10-06T17:00:00Z"), at, "Europe/London")).toBe("tomorrow");
  expect(relativeDay(new Date("2026-10-06T17:00:00Z"), at, "Europe/Berlin")).toBe("today");
  expect(relativeDay(new Date("2026-10-25T17:00:00Z"), at, "Europe/London")).toBe("in 20 days");
});

test("how long something still takes is said rather too long than too short", () => {
  expect(spanWords(0)).toBe("1 s");
  expect(spanWords(40_001)).toBe("41 s");
  expect(spanWords(119_001)).toBe("2 min");
  expect(spanWords(120_001)).toBe("3 min");
});

test("what is long ago is named by its moment", () => {
  const at = new Date("2026-10-05T12:00:00Z");
  expect(agoOf(new Date("2026-10-05T11:59:40Z"), at, "UTC")).toBe("20 s ago");
  expect(agoOf(new Date("2026-10-05T09:00:00Z"), at, "UTC")).toBe("3 h ago");
  expect(agoOf(new Date("2026-10-01T09:00:00Z"), at, "Europe/Berlin")).toBe("Thu 1 Oct, 11:00 (Berlin)");
});
