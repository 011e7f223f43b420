import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock } from "../testing/cohorts.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Candidate, type Problem } from "./problem.ts";
import { schedule } from "./schedule.ts";

const run = (problem: Problem) => schedule({ ...problem, remedyTrials: 0 }, stillClock);
const inZone = (id: string, timeZone: string, week: string): Candidate => person(id, week, { timeZone });
const londonAutumn = { firstDate: "2026-10-06", numberOfMeetings: 5, timeZone: "Europe/London" };
const TUESDAY_18 = 1_440 + 1_080;

describe("free means free on every meeting's date, in the person's own zone", () => {
  test("in the week in which only London's clock is back, New York is at 14:00 and not 13:00 [TZ-1]", async () => {
    const host = inZone("host", "Europe/London", "T18:00 T19:00");
    const only13 = await run(
      cohortOf([host, inZone("ny", "America/New_York", "T13:00 T14:00")], { dates: londonAutumn }),
    );
    expect(only13.groups).toEqual([]);
    const both = await run(
      cohortOf([host, inZone("ny", "America/New_York", "T13:00 T15:00")], { dates: londonAutumn }),
    );
    expect(both.groups).toMatchObject([{ start: TUESDAY_18, memberIds: ["host", "ny"] }]);
  });

  test("Kolkata, Kathmandu and Auckland move by an hour after London's clock goes back, Auckland on Wednesday [TZ-1]", async () => {
    const host = inZone("host", "Europe/London", "T18:00 T19:00");
    const far = [
      inZone("kolkata", "Asia/Kolkata", "T22:30 W00:30"),
      inZone("kathmandu", "Asia/Kathmandu", "T22:45 W00:45"),
      inZone("auckland", "Pacific/Auckland", "W06:00 W08:00"),
    ];
    const proposal = await run(cohortOf([host, ...far], { dates: londonAutumn }));
    expect(proposal.groups).toMatchObject([
      { start: TUESDAY_18, memberIds: ["auckland", "host", "kathmandu", "kolkata"] },
    ]);
    const summerOnly = await run(
      cohortOf([host, inZone("kathmandu", "Asia/Kathmandu", "T22:45 T23:45")], { dates: londonAutumn }),
    );
    expect(summerOnly.groups).toEqual([]);
  });

  test("in spring Sydney falls back an hour and Lord Howe half an hour [TZ-2]", async () => {
    const dates = { firstDate: "2027-03-09", numberOfMeetings: 5, timeZone: "Europe/London" };
    const host = inZone("host", "Europe/London", "T18:00 T19:00");
    const enough = await run(
      cohortOf(
        [
          host,
          inZone("sydney", "Australia/Sydney", "W03:00 W06:00"),
          inZone("howe", "Australia/Lord_Howe", "W03:30 W06:00"),
        ],
        { dates },
      ),
    );
    expect(enough.groups).toMatchObject([{ memberIds: ["host", "howe", "sydney"] }]);
    const tooLate = await run(cohortOf([host, inZone("howe", "Australia/Lord_Howe", "W04:00 W06:00")], { dates }));
    expect(tooLate.groups).toEqual([]);
  });

  test("a Berliner's 18 to 20 of the winter is 18 to 20 in summer [TZ-5]", async () => {
    const dates = { firstDate: "2027-06-01", numberOfMeetings: 4, timeZone: "Europe/Berlin" };
    const two = ["a", "b"].map((id) => inZone(id, "Europe/Berlin", "T18:00 T19:00"));
    expect((await run(cohortOf(two, { dates }))).groups).toMatchObject([{ time: "Tuesday 18:00-19:00" }]);
  });

  test("a meeting in the skipped hour is said to be moved, in the doubled hour to be its first [TZ-8]", async () => {
    const night = ["a", "b"].map((id) => inZone(id, "Europe/Berlin", "U02:00 U04:30"));
    const spring = { firstDate: "2027-03-28", numberOfMeetings: 1, timeZone: "Europe/Berlin" };
    const autumn = { firstDate: "2026-10-25", numberOfMeetings: 1, timeZone: "Europe/Berlin" };
    const at0230 = (problem: Problem) => ({
      ...problem,
      pins: ["a", "b"].map((personId) => ({ personId, start: 8_640 + 150 })),
    });
    const skipped = await run(at0230(cohortOf(night, { dates: spring })));
    expect(skipped.groups[0]!.clockNotes).toEqual([{ date: "2027-03-28", clock: "moved_forward" }]);
    const doubled = await run(at0230(cohortOf(night, { dates: autumn })));
    expect(doubled.groups[0]!.clockNotes).toEqual([{ date: "2026-10-25", clock: "first_of_two" }]);
  });

  test("somebody whose clock changes during a meeting is judged on both sides of it", async () => {
    const dates = { firstDate: "2027-03-28", numberOfMeetings: 1, timeZone: "UTC" };
    const host = inZone("host", "UTC", "U00:30 U01:30");
    const stretch = (week: string) => run(cohortOf([host, inZone("berlin", "Europe/Berlin", week)], { dates }));
    expect((await stretch("U01:30 U02:00, U03:00 U03:30")).placed).toBe(2);
    expect((await stretch("U01:30 U02:30")).placed).toBe(0);
  });
});

test("Sunday's and Monday's meetings overlap round midnight only where a Monday of the term follows the Sunday [Q1, Q6]", async () => {
  const people = ["a", "b"].map((id) => person(id, "U23:30 M00:30"));
  const others = ["c", "d"].map((id) => person(id, "M00:00 M01:00"));
  const both = [leader("f", "U23:30 M01:00", { maxGroups: 2 }), ...people, ...others];
  const ledFrom = async (firstDate: string, numberOfMeetings: number) => {
    const dates = { firstDate, numberOfMeetings, timeZone: "UTC" };
    const problem = cohortOf(both, { minPeople: 3, dates });
    const proposal = await run(problem);
    expect(checkProposal(problem, proposal)).toEqual([]);
    const pins = [10_050, 0].map((start) => ({ personId: "f", start }));
    const pinned = run({ ...problem, pins }).then(({ groups }) => groups.length);
    return [proposal.groups.length, await pinned.catch((error: Error) => error.message)];
  };
  const refused = "Person f is pinned to more groups than they can lead";
  expect(await ledFrom("2026-10-05", 1)).toEqual([2, 2]);
  expect(await ledFrom("2026-10-11", 1)).toEqual([1, refused]);
  expect(await ledFrom("2026-10-05", 2)).toEqual([1, refused]);
});

describe("what fails on some dates only", () => {
  test("is offered as partly, with the dates that are missed, never taken silently", async () => {
    const host = ["a", "b"].map((id) => inZone(id, "Europe/London", "T18:00 T19:00"));
    const proposal = await run(
      cohortOf([...host, inZone("ny", "America/New_York", "T13:00 T14:00")], { dates: londonAutumn }),
    );
    expect(proposal.groups).toMatchObject([{ memberIds: ["a", "b"] }]);
    expect(proposal.partly).toEqual([
      { personId: "ny", groupName: "Group 1", start: TUESDAY_18, missedDates: ["2026-10-27"], meetings: 5 },
    ]);
  });
});

describe("the independent checker", () => {
  test("finds nothing wrong with cohorts of many zones over a clock change", async () => {
    const zones = ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo"];
    const people = zones.flatMap((timeZone, zone) =>
      Array.from({ length: 5 }, (_, index) =>
        (index === 0 ? leader : person)(`${zone}-${index}`, "M00:00 M23:00, W06:30 W23:30, S08:15 S20:45", {
          timeZone,
          maxGroups: 2,
        }),
      ),
    );
    const problem = cohortOf(people, { minPeople: 3, maxPeople: 6, stepMinutes: 15, dates: londonAutumn });
    const proposal = await run(problem);
    expect(proposal.groups.length).toBeGreaterThan(2);
    expect(checkProposal(problem, proposal)).toEqual([]);
  });
});
