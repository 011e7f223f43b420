import { expect, test } from "vitest";
import { bothTimes, ownTime } from "./own-time.ts";

const LONDON = { timeZone: "Europe/London", at: new Date("2026-10-06T12:00:00Z") };

test("an hour of another zone is also said by the reader's own clock, on the day it is there [GR-1, TZ-3]", () => {
  expect(bothTimes(2_520, { ...LONDON, own: "Europe/Berlin" })).toBe("Tue 18:00 (London), Tue 19:00 (Berlin) for you");
  expect(ownTime(2_520, { ...LONDON, own: "Pacific/Auckland" })).toBe("Wed 06:00 (Auckland) for you");
  expect(ownTime(30, { ...LONDON, own: "America/New_York" })).toBe("Sun 19:30 (New York) for you");
});

test("where the clocks agree an hour is said once", () => {
  expect(bothTimes(2_520, { ...LONDON, own: "Europe/Lisbon" })).toBe("Tue 18:00 (London)");
});
