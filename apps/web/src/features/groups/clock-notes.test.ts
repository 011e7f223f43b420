import { expect, test } from "vitest";
import { clockNote } from "./clock-notes.ts";

const series = {
  slot: { weekday: 1, startMinute: 1_080, lengthMinutes: 90, timeZone: "Europe/London" },
  from: "2026-10-06",
  dates: 8,
};
const zanele = { name: "Zanele Khumalo", timeZone: "Africa/Johannesburg" };
const arjun = { name: "Arjun Mehta", timeZone: "Asia/Kolkata" };
const ethan = { name: "Ethan Park", timeZone: "America/New_York" };

test("whose hour moves for good and whose for one week only are told apart, with the new hour [TZ-1, GR-1]", () => {
  expect(clockNote(series, [zanele, arjun, ethan, { name: "Kim", timeZone: "Europe/London" }])).toBe(
    "from 27 Oct 20:00 for Zanele and 23:30 for Arjun, on 27 Oct 14:00 for Ethan.",
  );
});

test("an hour that moves into another day says the day [TZ-3]", () => {
  const late = { ...series, slot: { ...series.slot, startMinute: 1_110 } };
  expect(clockNote(late, [{ ...arjun, timeZone: "Asia/Kathmandu" }])).toBe("from 27 Oct Wed 00:15 for Arjun.");
});

test("where no clock moves between the dates nothing is said", () => {
  expect(clockNote({ ...series, dates: 3 }, [zanele, arjun, ethan, { name: "New", timeZone: null }])).toBeNull();
  expect(clockNote(series, [{ name: "Kim", timeZone: "Europe/London" }])).toBeNull();
});
