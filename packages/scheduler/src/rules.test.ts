import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock } from "../testing/cohorts.ts";
import { brokenRules } from "../testing/rules-oracle.ts";
import { checkProposal } from "./check-proposal.ts";
import { placesIn } from "./earlier-places.ts";
import { type Problem } from "./problem.ts";
import { schedule, schedulePeople, type Person } from "./schedule.ts";

const NINE = 540;
const run = (problem: Problem) => schedule({ ...problem, remedyTrials: 0 }, stillClock);
const together = (...personIds: string[]) => ({ kind: "together" as const, personIds });
const apart = (...personIds: string[]) => ({ kind: "apart" as const, personIds });
const people = (ids: string, week = "M09:00 M10:00") => ids.split(" ").map((id) => person(id, week));

/** Runs, and has both eyes look at what came of it. */
async function kept(problem: Problem) {
  const proposal = await run(problem);
  expect(brokenRules(problem, proposal)).toEqual([]);
  expect(checkProposal(problem, proposal)).toEqual([]);
  return proposal;
}

describe("kept together", () => {
  test("people share a group where each alone would be better off elsewhere [GR-13]", async () => {
    const week = { maybe: "W09:00 W10:00" };
    const all = [person("a", "M09:00 M10:00", week), person("b", "T09:00 T10:00", week)];
    const others = [...people("c d"), ...people("e f", "T09:00 T10:00"), ...people("g", "W09:00 W10:00")];
    const proposal = await kept(cohortOf([...all, ...others], { rules: [together("a", "b")] }));
    expect(proposal.groups.find(({ memberIds }) => memberIds.includes("a"))!.memberIds).toEqual(["a", "b", "g"]);
    expect(proposal).toMatchObject({ quality: 6.8, proven: true });
  });

  test("through a third person, all three share it [GR-13]", async () => {
    const proposal = await kept(
      cohortOf(people("a b c d e f"), { maxPeople: 3, rules: [together("a", "d"), together("d", "f")] }),
    );
    expect(proposal.groups.map(({ memberIds }) => memberIds)).toContainEqual(["a", "d", "f"]);
  });

  test("all of them have a place, or none [GR-13]", async () => {
    const all = [...people("a c d e"), ...people("b", "T09:00 T10:00")];
    const proposal = await kept(cohortOf(all, { rules: [together("a", "b")] }));
    expect(proposal.groups[0]!.memberIds).toEqual(["c", "d", "e"]);
    expect(proposal.unplaced.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("with somebody who is not there any more a rule says nothing [GR-13]", async () => {
    const proposal = await kept(cohortOf(people("a b"), { rules: [together("a", "left"), together("left", "b")] }));
    expect(proposal.placed).toBe(2);
  });

  test("with a facilitator, a participant is in a group which that one leads [GR-13]", async () => {
    const all = [leader("f", "M09:00 M10:00"), leader("g", "M09:00 M10:00"), ...people("a b c d")];
    const problem = cohortOf(all, { minPeople: 3, maxPeople: 3, rules: [together("a", "g")] });
    const proposal = await kept(problem);
    expect(proposal.groups.find(({ memberIds }) => memberIds.includes("a"))!.facilitatorId).toBe("g");
    expect(proposal).toMatchObject({ placed: 6, proven: true });
  });

  test("a facilitator leads nothing without their company, and the company nothing without them [GR-13]", async () => {
    const all = [leader("f", "M09:00 M10:00"), ...people("b c"), ...people("a", "T09:00 T10:00")];
    const proposal = await kept(cohortOf(all, { rules: [together("a", "f")] }));
    expect(proposal).toMatchObject({ groups: [], placed: 0, proven: true });
  });

  test("a facilitator of several groups has the company in one of them and strangers in the other [GR-13]", async () => {
    const all = [
      leader("f", "M09:00 M10:00, T09:00 T10:00", { maxGroups: 2 }),
      ...people("a b"),
      ...people("c d", "T09:00 T10:00"),
    ];
    const proposal = await kept(cohortOf(all, { minPeople: 3, rules: [together("a", "f")] }));
    expect(proposal.groups.map(({ memberIds }) => memberIds)).toEqual([
      ["f", "a", "b"],
      ["f", "c", "d"],
    ]);
  });
});

describe("kept apart", () => {
  test("people are in no group with each other, though at one start [GR-13]", async () => {
    const proposal = await kept(cohortOf(people("a b c d"), { rules: [apart("a", "b")] }));
    expect(proposal.groups).toHaveLength(2);
    expect(proposal).toMatchObject({ placed: 4, proven: true });
  });

  test("from a facilitator, a participant goes to another one's group [GR-13]", async () => {
    const all = [leader("f", "M09:00 M10:00"), leader("g", "M09:00 M10:00"), ...people("a b c d")];
    const proposal = await kept(cohortOf(all, { minPeople: 3, maxPeople: 3, rules: [apart("a", "f")] }));
    expect(proposal.groups.find(({ memberIds }) => memberIds.includes("a"))!.facilitatorId).toBe("g");
  });

  test("three who are apart in pairs are not called seated in two groups, nor is their bound [GR-13]", async () => {
    const all = [leader("f", "M09:00 M10:00"), leader("g", "M09:00 M10:00"), ...people("a b c d")];
    const rules = [apart("a", "b"), apart("b", "c"), apart("a", "c")];
    const proposal = await kept(cohortOf(all, { rules }));
    expect(proposal).toMatchObject({ placed: 5, quality: 5, upperBound: 5, proven: true });
  });

  test("those whom somebody is kept together with are apart as well [GR-13]", async () => {
    const rules = [together("a", "b"), apart("b", "c")];
    const proposal = await kept(cohortOf(people("a b c d"), { rules }));
    expect(proposal.groups.map(({ memberIds }) => memberIds)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });
});

describe("pins and rules", () => {
  test("a pinned person takes their company along [GR-13]", async () => {
    const all = people("a b c d", "M09:00 M10:00, T09:00 T10:00");
    const problem = cohortOf(all, { rules: [together("a", "b")], pins: [{ personId: "a", start: 1_980 }] });
    const proposal = await kept(problem);
    expect(proposal.groups.find(({ start }) => start === 1_980)!.memberIds).toEqual(expect.arrayContaining(["a", "b"]));
  });

  test("those pinned into one group stay in it beside a rule about others [GR-13]", async () => {
    const all = [leader("f", "M09:00 M11:00"), leader("g", "M09:00 M11:00"), ...people("a b c d e", "M09:00 M11:00")];
    const pins = ["f", "a", "e"].map((personId) => ({ personId, start: 600, group: "us" }));
    const proposal = await kept(cohortOf(all, { maxPeople: 5, rules: [apart("b", "c")], pins }));
    const group = proposal.groups.find(({ facilitatorId }) => facilitatorId === "f")!;
    expect(group).toMatchObject({ start: 600, memberIds: expect.arrayContaining(["a", "e"]) });
  });

  test("a run again under the same rules changes nobody, whatever the seed [GR-13]", async () => {
    const all = people("a b c d e f g h i j", "M09:00 M11:00, T09:00 T11:00");
    const problem = cohortOf(all, { maxPeople: 4, rules: [apart("a", "b", "c"), together("d", "e")] });
    const first = await kept(problem);
    for (const seed of [2, 3, 4]) {
      const again = await kept({ ...problem, seed, earlier: placesIn(first.groups) });
      expect(again).toMatchObject({ quality: first.quality, changedIds: [] });
    }
  });

  test("two companies that met in two groups at one start stay in two, each with whom it was with [GR-13]", async () => {
    const problem = cohortOf(people("a b c d e g h i"), { minPeople: 3, maxPeople: 5 });
    const were = [
      { name: "one", start: NINE, facilitatorId: null, memberIds: ["a", "b", "e", "g"] },
      { name: "two", start: NINE, facilitatorId: null, memberIds: ["c", "d", "h", "i"] },
    ];
    const rules = [together("a", "b"), together("c", "d")];
    const again = await kept({ ...problem, rules, earlier: placesIn(were) });
    expect(again).toMatchObject({ placed: 8, changedIds: [] });
  });
});

describe("rules towards people who sit in a standing group", () => {
  const standing = [
    { id: "g1", start: NINE, room: 2, memberIds: ["x", "v"] },
    { id: "g2", start: NINE, room: 2, memberIds: ["y", "w"] },
  ];
  const joined = async (problem: Problem) =>
    Object.fromEntries((await kept(problem)).joinings.map(({ groupId, memberIds }) => [groupId, memberIds]));

  test("whoever is kept from one of them joins another group [GR-13]", async () => {
    const all = cohortOf(people("a"), { standing, rules: [apart("a", "x")] });
    expect(await joined(all)).toEqual({ g2: ["a"] });
  });

  test("whoever is kept together with one of them joins that group or none, however free [GR-13]", async () => {
    const rules = [together("a", "y"), together("b", "x"), together("c", "v", "w")];
    const proposal = await joined(cohortOf(people("a b c d e"), { standing, minPeople: 3, rules }));
    expect(proposal["g1"]).toContain("b");
    expect(proposal["g2"]).toContain("a");
    expect(Object.values(proposal).flat()).not.toContain("c");
  });

  test("a company that joins takes no more seats than there are [GR-13]", async () => {
    const problem = cohortOf(people("a b c"), { standing, minPeople: 4, rules: [together("a", "b", "c")] });
    expect(await joined(problem)).toEqual({});
  });

  test("a facilitator kept together with one of them leads no other group [GR-13]", async () => {
    const all = [leader("f", "T09:00 T10:00"), ...people("b c", "T09:00 T10:00")];
    const proposal = await kept(cohortOf(all, { standing, rules: [together("f", "x")] }));
    expect(proposal).toMatchObject({ groups: [], placed: 0, proven: true });
  });

  test("a facilitator who leads one has their company there and may lead others [GR-13]", async () => {
    const led = [{ id: "g3", start: NINE, room: 1, memberIds: ["f", "x"] }];
    const all = [
      leader("f", "T09:00 T10:00", { maxGroups: 2, alreadyLeads: 1 }),
      ...people("a"),
      ...people("b c", "T09:00 T10:00"),
    ];
    const proposal = await kept(cohortOf(all, { standing: led, rules: [together("a", "f")] }));
    expect(proposal.joinings).toMatchObject([{ groupId: "g3", memberIds: ["a"] }]);
    expect(proposal.groups).toMatchObject([{ memberIds: ["f", "b", "c"] }]);
  });
});

describe("courses in turn", () => {
  const somebody = (id: string, starts = [NINE]): Person => ({
    id,
    name: id,
    intervals: starts.map((start) => ({ start, end: start + 60 })),
    ifNeededIntervals: [],
    timezone: "UTC",
  });

  test("keep the rules among whoever takes them, evening out included [GR-13]", () => {
    const rules = [together("a", "b", "c", "d"), apart("e", "f")];
    const { courses } = schedulePeople(
      [..."abcdefg"].map((id) => somebody(id)),
      { minPeople: 2, maxPeople: 5, rules },
    );
    const groups = courses.flatMap((course) => course.groups.map((group) => group.people.map(({ id }) => id)));
    expect(groups.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([2, 5]);
    const withA = groups.find((ids) => ids.includes("a"))!;
    expect(withA).toEqual(expect.arrayContaining(["b", "c", "d"]));
    expect(withA.includes("e") && withA.includes("f")).toBe(false);
  });

  test("leave a facilitator without any group where the one with their company is too small [GR-13]", () => {
    const all = [
      somebody("f", [NINE, 1_980]),
      ...["a", "d"].map((id) => somebody(id, [1_980])),
      somebody("b"),
      somebody("c"),
    ];
    const settings = {
      minPeople: 3,
      facilitatorIds: new Set(["f"]),
      facilitatorMaxGroups: new Map([["f", 2]]),
      rules: [together("a", "f"), apart("a", "d")],
    };
    const groupsWith = (more: object) => schedulePeople(all, { ...settings, ...more }).courses[0]!.groups;
    expect(groupsWith({ rules: [] })).toHaveLength(2);
    expect(groupsWith({})).toEqual([]);
  });
});
