import { parseIntervals } from "@muster/domain/week";
import { expect, it } from "vitest";
import { heatOf } from "./heat.ts";

const at = new Date("2026-10-05T11:00:00Z");
const week = (text: string) => ({ available: parseIntervals(text), ifNeeded: [] });

it("an hour somebody paints in another zone is counted where the cohort's clock stands then", () => {
  // Kathmandu is UTC+5:45 and London UTC+1 in October: 17:45 there is 13:00 here.
  const people = [
    { availability: week("M17:45 M19:45"), timeZone: "Asia/Kathmandu" },
    { availability: week("M13:30 M14:30"), timeZone: "Europe/London" },
  ];
  const { counts, outOf } = heatOf(people, { timeZone: "Europe/London", at });
  expect(outOf).toBe(2);
  expect(counts.flatMap((count, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([
    [13, 1],
    [14, 1],
  ]);
});

it("a week over Sunday midnight is counted on both sides, and who has not answered is not counted", () => {
  const people = [
    { availability: week("U23:00 M02:00"), timeZone: null },
    { availability: null, timeZone: "Europe/London" },
  ];
  const { counts, outOf } = heatOf(people, { timeZone: "Europe/London", at });
  expect(outOf).toBe(1);
  expect(counts.flatMap((count, hour) => (count > 0 ? [hour] : []))).toEqual([0, 1, 167]);
});
