import { describe, expect, test } from "vitest";
import { cohortOf, person, stillClock } from "../testing/cohorts.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Problem } from "./problem.ts";
import { schedule } from "./schedule.ts";

const run = (problem: Problem) => schedule(problem, stillClock);
const trio = (week: string) => ["a", "b", "c"].map((id) => person(id, week));
const [NINE, TEN] = [540, 600];
/** They meet elsewhere from half past nine to ten on Monday. */
const busy = [{ start: NINE + 30, end: TEN }];

describe("a participant who already meets elsewhere", () => {
  test("is in no group whose meeting overlaps that one", async () => {
    const problem = cohortOf([...trio("M09:00 M11:00"), person("d", "M09:00 M11:00", { busy })]);
    expect((await run(problem)).groups).toMatchObject([{ start: TEN, memberIds: ["a", "b", "c", "d"] }]);
  });

  test("joins no standing group that meets then", async () => {
    const standing = [{ id: "g1", start: NINE, room: 3, memberIds: [] }];
    const problem = cohortOf([person("d", "M09:00 M10:00", { busy }), person("e", "M09:00 M10:00")], { standing });
    const proposal = await run(problem);
    expect(proposal.joinings).toMatchObject([{ groupId: "g1", memberIds: ["e"] }]);
    expect(proposal.unplaced).toMatchObject([{ id: "d" }]);
  });

  test("around Sunday midnight is busy on both sides of it", async () => {
    const night = [{ start: 10_050, end: 10_110 }];
    const problem = cohortOf([...trio("U23:00 M02:00"), person("d", "U23:00 M02:00", { busy: night })]);
    expect((await run(problem)).groups).toMatchObject([{ start: 30, memberIds: ["a", "b", "c", "d"] }]);
  });

  test("is told so where that takes every start they are free at, with how many these are [SC-14]", async () => {
    const problem = cohortOf([...trio("M09:00 M10:30"), person("d", "M09:00 M10:30", { busy })]);
    expect((await run(problem)).unplaced).toMatchObject([
      { id: "d", reason: "no_availability", details: { freeStarts: 0, busyStarts: 2 }, remedies: [] },
    ]);
  });

  test("is asked to free no hour at which they meet elsewhere", async () => {
    const late = (more: { busy?: typeof busy }) =>
      cohortOf([...trio("M09:00 M10:00"), person("d", "M09:15 M10:00", more)], { remedyTrials: 20 });
    const changesTo = async (problem: Problem) =>
      (await run(problem)).unplaced[0]!.remedies.map(({ change }) => change);
    expect(await changesTo(late({}))).toMatchObject([{ kind: "free_time", groupStart: NINE }]);
    expect(await changesTo(late({ busy }))).toEqual([]);
  });

  test("is offered no group then for the dates on which it suits their week", async () => {
    const dates = { firstDate: "2026-10-06", numberOfMeetings: 5, timeZone: "Europe/London" };
    const hosts = trio("T18:00 T19:00").map((one) => ({ ...one, timeZone: "Europe/London" }));
    const ny = person("ny", "T13:00 T14:00", { timeZone: "America/New_York" });
    const offers = async (problem: Problem) => (await run(problem)).partly.map(({ personId }) => personId);
    expect(await offers(cohortOf([...hosts, ny], { dates }))).toEqual(["ny"]);
    const taken = { ...ny, busy: [{ start: 1_440 + 18 * 60, end: 1_440 + 19 * 60 }] };
    expect(await offers(cohortOf([...hosts, taken], { dates }))).toEqual([]);
  });
});

test("a proposal that books somebody twice does not pass the check, in a new group or a standing one [WK-8]", async () => {
  const standing = [{ id: "g1", start: TEN, room: 1, memberIds: [] }];
  const people = [...trio("M09:00 M10:00"), person("d", "M10:00 M11:00")];
  const problem = cohortOf(people, { standing });
  const proposal = await run(problem);
  expect(checkProposal(problem, proposal)).toEqual([]);
  const taken = (id: string, start: number) => ({
    ...problem,
    people: people.map((one) => (one.id === id ? { ...one, busy: [{ start, end: start + 1 }] } : one)),
  });
  expect(checkProposal(taken("b", TEN - 1), proposal)).toEqual(["b is taken when Group 1 meets"]);
  expect(checkProposal(taken("b", TEN), proposal)).toEqual([]);
  expect(checkProposal(taken("d", TEN), proposal)).toEqual(["d cannot join group g1"]);
});
