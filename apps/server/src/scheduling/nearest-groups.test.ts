import { parseIntervals } from "@muster/domain/week";
import type { ProposedGroup } from "@muster/scheduler/proposal";
import { expect, test } from "vitest";
import { nearestGroups } from "./nearest-groups.ts";

const group = (name: string, at: string, people: number) =>
  ({
    name,
    start: parseIntervals(`${at} U00:00`)[0]!.start,
    memberIds: Array.from({ length: people }, (_, index) => String(index)),
  }) as ProposedGroup;
const groups = [group("Group 1", "T18:00", 5), group("Group 2", "T19:00", 4), group("Group 3", "R18:00", 5)];
const settings = { meetingLengthMinutes: 60, maxPeople: 5, useIfNeeded: true };
const term = { startDate: "2026-10-05", numberOfMeetings: 8, timeZone: "Europe/London" };
const near = nearestGroups({ groups, settings, term });
const week = (available: string, ifNeeded = "") => ({
  available: parseIntervals(available),
  ifNeeded: parseIntervals(ifNeeded),
});

test("the nearest groups come with what stands in between: minutes that are not free, or no seat [SC-14]", () => {
  const told = near({ week: week("T18:00 T19:15, R18:30 R19:00"), timeZone: "Europe/London" });
  expect(told.map(({ name, missingMinutes, full }) => [name, missingMinutes, full])).toEqual([
    ["Group 1", 0, true],
    ["Group 3", 30, true],
    ["Group 2", 45, false],
  ]);
});

test("what one would ask for is what they lack, and nothing where a run would not use the answer [SC-14]", () => {
  const half = week("R18:30 R19:00");
  expect(near({ week: half, timeZone: "Europe/London" })[0]).toMatchObject({
    window: parseIntervals("R18:00 R18:30")[0],
  });
  const strict = nearestGroups({ groups, settings: { ...settings, useIfNeeded: false }, term });
  expect(strict({ week: half, timeZone: "Europe/London" })[0]).toMatchObject({ missingMinutes: 30, window: null });
  expect(near({ week: week("T18:00 T19:00"), timeZone: "Europe/London" })[0]).toMatchObject({ window: null });
});

test("on the worst of the real dates: an hour that a clock change moves is not free on all of them [SC-14, TZ-5]", () => {
  // 18:00 in London is 13:00 in New York, and 14:00 in the week after London's clock has gone back.
  const only = (hours: string) => near({ week: week(hours), timeZone: "America/New_York" });
  expect(only("T13:00 T14:30")[0]).toMatchObject({ name: "Group 1", missingMinutes: 30 });
  expect(only("T13:00 T15:00")[0]).toMatchObject({ name: "Group 1", missingMinutes: 0 });
});

test("a group of which somebody is free for no minute is not near", () => {
  expect(near({ week: week("S09:00 S12:00"), timeZone: "Europe/London" })).toEqual([]);
});
