import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock, worldCohort } from "../testing/cohorts.ts";
import { familyCohort } from "../testing/families.ts";
import { faultsOf } from "../testing/minute-oracle.ts";
import { applyChange } from "./apply-change.ts";
import { placesIn } from "./earlier-places.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Problem } from "./problem.ts";
import { type Change, type Remedy, type UnplacedPerson } from "./proposal.ts";
import { schedule } from "./schedule.ts";

const people = (count: number, week: string, prefix = "p") =>
  Array.from({ length: count }, (_, index) => person(`${prefix}${index}`, week));
const whyNot = async (problem: Problem, id: string): Promise<UnplacedPerson> =>
  (await schedule({ ...problem, remedyTrials: 0 }, stillClock)).unplaced.find((one) => one.id === id)!;

describe("each reason, with the smallest cohort that shows it", () => {
  test("no_availability: no stretch is as long as a meeting", async () => {
    const why = await whyNot(cohortOf([person("a", "M09:00 M09:45"), ...people(2, "M09:00 M10:00")]), "a");
    expect(why).toMatchObject({ reason: "no_availability", details: { freeStarts: 0, meetingLengthMinutes: 60 } });
  });

  test("no_facilitator_overlap: no facilitator is free when they are; everybody is left, with numbers [SCH7]", async () => {
    const problem = cohortOf([leader("f", "T09:00 T10:00"), ...people(6, "M09:00 M10:00")], { minPeople: 4 });
    const { groups, unplaced } = await schedule({ ...problem, remedyTrials: 0 }, stillClock);
    expect(groups).toEqual([]);
    expect(unplaced).toHaveLength(7);
    expect(unplaced.find(({ id }) => id === "p3")).toMatchObject({
      reason: "no_facilitator_overlap",
      details: { freeStarts: 1, facilitators: 1 },
    });
  });

  test("no_overlap_with_others: they are free when nobody else is", async () => {
    const why = await whyNot(cohortOf([person("a", "T09:00 T10:00"), ...people(2, "M09:00 M10:00")]), "a");
    expect(why.reason).toBe("no_overlap_with_others");
  });

  test("insufficient_group_size: together they are too few", async () => {
    const why = await whyNot(
      cohortOf([...people(3, "T09:00 T10:00", "t"), ...people(4, "M09:00 M10:00")], { minPeople: 4 }),
      "t1",
    );
    expect(why).toMatchObject({ reason: "insufficient_group_size", details: { mostPeopleTogether: 3, minPeople: 4 } });
  });

  test("facilitator_capacity: every facilitator free then leads as many groups as they can", async () => {
    const problem = cohortOf([leader("f", "M09:00 M11:00"), ...people(9, "M09:00 M11:00")], { maxPeople: 8 });
    const { unplaced } = await schedule({ ...problem, remedyTrials: 0 }, stillClock);
    expect(unplaced).toHaveLength(2);
    expect(unplaced[0]).toMatchObject({
      reason: "facilitator_capacity",
      details: { facilitators: 1, leadingTheirMost: 1 },
    });
  });

  test("facilitator_not_certified: they may not lead yet", async () => {
    const why = await whyNot(
      cohortOf([leader("f", "M09:00 M10:00", { certified: false }), ...people(4, "M09:00 M10:00")]),
      "f",
    );
    expect(why.reason).toBe("facilitator_not_certified");
  });

  test("outcompeted: there is a group they could be in, and it is full", async () => {
    const problem = cohortOf(people(5, "M09:00 M10:00"), { minPeople: 4, maxPeople: 4 });
    const { unplaced } = await schedule({ ...problem, remedyTrials: 0 }, stillClock);
    const details = { groupsTheyCouldJoin: 1, fullGroups: 1, pushesOut: 1 };
    expect(unplaced).toMatchObject([{ reason: "outcompeted", details }]);
  });

  test("outcompeted: once the run is stopped it is not found out how many would be pushed out", async () => {
    const problem = cohortOf(people(5, "M09:00 M10:00"), { minPeople: 4, maxPeople: 4, remedyTrials: 0 });
    let [clock, explaining] = [0, false];
    const { unplaced } = await schedule(problem, {
      now: () => (clock += 1_000),
      onProgress: ({ phase }) => (explaining ||= phase === "explain"),
      shouldStop: () => explaining,
    });
    expect(unplaced).toMatchObject([{ reason: "outcompeted", details: { groupsTheyCouldJoin: 1, fullGroups: 1 } }]);
    expect(unplaced[0]!.details).not.toHaveProperty("pushesOut");
  });

  test("outcompeted: of very many, how many each would push out is found out for the first only", async () => {
    const problem = cohortOf(people(199, "M09:00 M10:00"), { minPeople: 100, maxPeople: 100, remedyTrials: 0 });
    const { unplaced } = await schedule(problem, stillClock);
    expect(unplaced.map(({ details }) => details["pushesOut"])).toEqual(
      unplaced.map((_, at) => (at < 25 ? 1 : undefined)),
    );
  });

  test("not_needed: a facilitator without a group is not a failure", async () => {
    const why = await whyNot(
      cohortOf([leader("f1", "M09:00 M10:00"), leader("f2", "M09:00 M10:00"), ...people(2, "M09:00 M10:00")], {
        minPeople: 3,
      }),
      "f2",
    );
    expect(why.reason).toBe("not_needed");
  });
});

describe("remedies", () => {
  const cohorts: [string, Problem][] = [
    ["a late hour", cohortOf([...people(3, "M09:00 M10:00"), person("late", "M09:30 M10:30")], { remedyTrials: 20 })],
    [
      "too few",
      cohortOf([...people(3, "T09:00 T10:00", "t"), ...people(4, "M09:00 M10:00")], { minPeople: 4, remedyTrials: 20 }),
    ],
    ["too many", cohortOf(people(5, "M09:00 M10:00"), { minPeople: 4, maxPeople: 4, remedyTrials: 20 })],
    [
      "one leader",
      cohortOf([leader("f", "M09:00 M12:00"), ...people(9, "M09:00 M12:00")], { maxPeople: 5, remedyTrials: 20 }),
    ],
    [
      "no leader then",
      cohortOf([leader("f", "T09:00 T10:00"), ...people(4, "M09:00 M10:00"), ...people(3, "T09:00 T10:00", "t")], {
        minPeople: 3,
        remedyTrials: 20,
      }),
    ],
    ["a world of forty", worldCohort(40, 2, { remedyTrials: 30 })],
    ["a world of sixty", worldCohort(60, 9, { remedyTrials: 30 })],
    ["a sparse hundred and twenty", familyCohort("sparse", { people: 120, seed: 5, remedyTrials: 6 })],
    ["a hundred round Sunday midnight", familyCohort("wrap", { people: 100, seed: 2, remedyTrials: 12 })],
    [
      "real dates",
      worldCohort(30, 4, {
        remedyTrials: 30,
        dates: { firstDate: "2026-10-06", numberOfMeetings: 6, timeZone: "Europe/London" },
      }),
    ],
  ];

  test.each(cohorts)("whatever is offered holds when it is done, to the person: %s [SC-14]", async (_, problem) => {
    const before = await schedule(problem, stillClock);
    const offered = before.unplaced.flatMap(({ id, remedies }) => remedies.map((remedy) => ({ id, ...remedy })));
    expect(offered.length).toBeGreaterThan(0);
    for (const { id, change, quality, placed, movedIds, lostIds, sentence } of offered) {
      const copy = { ...applyChange(problem, change), earlier: placesIn(before.groups) };
      const after = await schedule({ ...copy, remedyTrials: 0 }, stillClock);
      const seated = new Set(after.groups.flatMap(({ memberIds }) => memberIds));
      expect(seated.has(id), sentence).toBe(true);
      const hadAPlace = before.groups.flatMap(({ memberIds }) => memberIds);
      expect(movedIds, sentence).toEqual(after.changedIds.filter((one) => hadAPlace.includes(one) && seated.has(one)));
      expect(new Set(lostIds), sentence).toEqual(new Set(hadAPlace.filter((one) => !seated.has(one))));
      expect(after, sentence).toMatchObject({ quality, placed });
      expect(after.placed).toBeGreaterThan(before.placed);
      expect(checkProposal(copy, after)).toEqual([]);
      expect(problem.dates ? [] : faultsOf(copy, after)).toEqual([]);
    }
  });

  test("of many people without a place many are offered one, each shown without a whole run", async () => {
    const problem = familyCohort("sparse", { people: 150, seed: 3 });
    const before = await schedule(problem, stillClock);
    const isSeat = ({ change, movedIds }: Remedy) => change.kind === "free_time" && movedIds.length === 0;
    const seats = before.unplaced.filter(({ remedies }) => remedies.some(isSeat));
    expect(seats.length).toBeGreaterThan(5);
    for (const { id, remedies } of seats.slice(0, 2)) {
      const { change, quality, placed } = remedies.find(isSeat)!;
      const copy = { ...applyChange(problem, change), earlier: placesIn(before.groups), remedyTrials: 0 };
      const after = await schedule(copy, stillClock);
      const hadAPlace = before.groups.flatMap(({ memberIds }) => memberIds);
      expect({ quality: after.quality, placed: after.placed, changed: after.changedIds }).toEqual({
        quality,
        placed,
        changed: [id],
      });
      expect(after.groups.flatMap(({ memberIds }) => memberIds)).toEqual(expect.arrayContaining([...hadAPlace, id]));
    }
  });

  test("of somebody who has painted nothing no hour is asked", async () => {
    const problem = cohortOf([...people(3, "M09:00 M10:00"), person("silent", "")], { remedyTrials: 20 });
    const [silent] = (await schedule(problem, stillClock)).unplaced;
    expect(silent).toMatchObject({ id: "silent", reason: "no_availability", remedies: [] });
  });

  test("an hour somebody would free is told on their clock and the group's on its own, each with its city", async () => {
    const dates = { firstDate: "2026-10-06", numberOfMeetings: 2, timeZone: "Europe/London" };
    const late = { ...person("late", "T14:30 T15:30"), timeZone: "Asia/Kolkata" };
    const problem = cohortOf([...people(3, "T09:00 T10:00"), late], { dates, remedyTrials: 20 });
    const [{ remedies }] = (await schedule(problem, stillClock)).unplaced as [UnplacedPerson];
    expect(remedies[0]?.sentence).toMatch(
      /^There is a place if Person late frees Tuesday 13:30-14:30 \(Kolkata\), for the group on Tuesday 09:00-10:00 \(London\)\.$/,
    );
  });

  test("nobody is offered more than three, and every kind of change is offered somewhere", async () => {
    const kinds = new Set<Change["kind"]>();
    for (const [, problem] of cohorts) {
      for (const { remedies } of (await schedule(problem, stillClock)).unplaced) {
        expect(remedies.length).toBeLessThanOrEqual(3);
        for (const { change } of remedies) kinds.add(change.kind);
      }
    }
    expect([...kinds].toSorted()).toEqual(["another_facilitator", "free_time", "maximum", "minimum", "more_groups"]);
  });

  test("a run that is stopped at any moment of trying them keeps its proposal, pins and all", async () => {
    // Tuesday's five tempt away those without whom the pins on Monday and Wednesday cannot be kept.
    const [monday, tuesday, wednesday] = ["M09:00 M10:00", "T09:00 T10:00", "W09:00 W10:00"];
    const weeks = [tuesday, `${monday}, ${tuesday}`, tuesday, `${tuesday}, ${wednesday}`, wednesday, wednesday, monday];
    const some = [...weeks, `${monday}, ${tuesday}`].map((week, index) => person(`p${index}`, week));
    const pins = [
      { personId: "p1", start: 540 },
      { personId: "p4", start: 2 * 1_440 + 540 },
    ];
    const problem = cohortOf(some, { minPeople: 3, maxPeople: 3, remedyTrials: 20, pins });
    const { groups } = await schedule(problem, stillClock);
    const stoppedAfter = (questions: number) => {
      let [clock, explaining, asked] = [0, false, 0];
      return schedule(problem, {
        now: () => (clock += 1_000),
        onProgress: ({ phase }) => (explaining ||= phase === "explain"),
        shouldStop: () => explaining && ++asked > questions,
      });
    };
    for (let questions = 0; questions < 12; questions++)
      expect(await stoppedAfter(questions)).toMatchObject({ groups, proven: true });
  });

  test("a change leaves the problem it is made to as it was", () => {
    const problem = worldCohort(5, 1);
    const before = structuredClone(problem);
    applyChange(problem, { kind: "free_time", personId: "p1", start: 0, end: 60, groupStart: 0 });
    expect(problem).toEqual(before);
  });
});
