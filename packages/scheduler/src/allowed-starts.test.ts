import { parseIntervals } from "@muster/domain/week";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cohortOf, leader, person, stillClock, worldCohort } from "../testing/cohorts.ts";
import { bestByTryingAll } from "../testing/minute-oracle.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Problem } from "./problem.ts";
import { schedule } from "./schedule.ts";

const run = (problem: Problem) => schedule({ ...problem, remedyTrials: 0 }, stillClock);
const three = (week: string) => ["a", "b", "c"].map((id) => person(id, week));
const winter = { firstDate: "2026-10-05", numberOfMeetings: 8, timeZone: "Europe/London" };

test("a group meets only where its whole meeting lies within the allowed hours [SC-2]", async () => {
  const people = three("M17:00 M20:00, S10:00 S12:00");
  const evenings = cohortOf(people, { allowed: parseIntervals("M18:30 M19:30") });
  expect((await run(evenings)).groups).toMatchObject([{ start: 1_110, end: 1_170 }]);
  const tooShort = cohortOf(people, { allowed: parseIntervals("M18:30 M19:29") });
  expect((await run(tooShort)).groups).toEqual([]);
});

test("allowed hours that meet at midnight are one stretch", async () => {
  const late = cohortOf(three("M23:30 T00:30"), { allowed: parseIntervals("M20:00 M24:00, T00:00 T08:00") });
  expect((await run(late)).placed).toBe(3);
});

test("whoever is free only outside the allowed hours is told so, with how many starts that are [SC-14]", async () => {
  const problem = cohortOf([...three("M18:00 M19:00"), person("late", "T09:00 T10:30")], {
    allowed: parseIntervals("M00:00 T00:00"),
  });
  const { unplaced } = await run(problem);
  expect(unplaced).toMatchObject([{ id: "late", reason: "no_availability", details: { barredStarts: 2 } }]);
});

test("with civil hours a must, nobody meets before 07:00 or after 22:00 of their own clock on any date, even where that leaves people out [SC-4]", async () => {
  // 12:00 in London is 07:00 in New York, and 08:00 in the one week between the two clock changes; 11:30 is too early.
  const london = (hours: string) => three(hours).map((one) => ({ ...one, timeZone: "Europe/London" }));
  const newYork = (hours: string) => ({ ...person("ny", hours), timeZone: "America/New_York" });
  const placed = async (hours: string, civilHours: "prefer" | "must") =>
    (await run(cohortOf([...london(hours), newYork("M06:00 M09:30")], { dates: winter, civilHours }))).placed;
  expect(await placed("M11:30 M12:30", "prefer")).toBe(4);
  expect(await placed("M11:30 M12:30", "must")).toBe(3);
  expect(await placed("M12:00 M13:00", "must")).toBe(4);
});

test("with civil hours off, a group stays at the start that was found first", async () => {
  const anyHour = cohortOf(three("M00:00 M00:00"));
  const civil = ({ groups }: { groups: { start: number }[] }) => (groups[0]!.start % 1_440) / 60 >= 7;
  expect(civil(await run(anyHour))).toBe(true);
  expect(civil(await run({ ...anyHour, civilHours: "off" }))).toBe(false);
});

test("a proposal outside the allowed or the civil hours does not pass the check", async () => {
  const proposal = await run(cohortOf([leader("f", "M05:00 M06:30"), ...three("M05:00 M06:30")]));
  expect(proposal.groups).toHaveLength(1);
  const problem = cohortOf([leader("f", "M05:00 M06:30"), ...three("M05:00 M06:30")]);
  expect(checkProposal(problem, proposal)).toEqual([]);
  expect(checkProposal({ ...problem, allowed: parseIntervals("M05:00 M05:59") }, proposal)).toEqual([
    "Group 1 meets outside the allowed hours",
  ]);
  expect(checkProposal({ ...problem, civilHours: "must" }, proposal)).toHaveLength(4);
});

/** Hours cut to the window minute by minute: the same problem without one. */
const cutTo = (problem: Problem, window: { start: number; end: number }[]): Problem => {
  const open = new Set(window.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
  const cut = (intervals: { start: number; end: number }[]) =>
    intervals.flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, at) => (start + at) % 10_080)
        .filter((minute) => open.has(minute))
        .map((minute) => ({ start: minute, end: minute + 1 })),
    );
  return {
    ...problem,
    people: problem.people.map((one) => ({ ...one, available: cut(one.available), ifNeeded: cut(one.ifNeeded) })),
  };
};

test("allowed hours give what cutting everybody's week to them gives, proven best by trying everything", async () => {
  const window = fc.record({ start: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 4, max: 30 }) });
  await fc.assert(
    fc.asyncProperty(fc.nat(500), window, async (seed, { start, length }) => {
      const problem = worldCohort(7, seed, { minPeople: 2, maxPeople: 4 });
      const allowed = [{ start: start * 480, end: Math.min(10_080, start * 480 + length * 120) }];
      const cut = cutTo(problem, allowed);
      fc.pre(
        cut.people.every(
          ({ role, available, ifNeeded }) => role !== "facilitator" || available.length + ifNeeded.length > 0,
        ),
      );
      const proposal = await run({ ...problem, allowed });
      expect(checkProposal({ ...problem, allowed }, proposal)).toEqual([]);
      expect(proposal.proven).toBe(true);
      expect(proposal.quality).toBe(bestByTryingAll(cut));
    }),
    { numRuns: 25 },
  );
});
