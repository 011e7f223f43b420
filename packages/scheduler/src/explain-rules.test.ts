import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock, worldCohort } from "../testing/cohorts.ts";
import { familyCohort } from "../testing/families.ts";
import { brokenRules } from "../testing/rules-oracle.ts";
import { applyChange } from "./apply-change.ts";
import { checkProposal } from "./check-proposal.ts";
import { placesIn } from "./earlier-places.ts";
import { type Problem } from "./problem.ts";
import { schedule } from "./schedule.ts";

const NINE = 540;
const together = (...personIds: string[]) => ({ kind: "together" as const, personIds });
const apart = (...personIds: string[]) => ({ kind: "apart" as const, personIds });
const people = (ids: string, week = "M09:00 M10:00") => ids.split(" ").map((id) => person(id, week));
const f = leader("f", "M09:00 M10:00");

async function reasonsOf(problem: Problem) {
  const { unplaced } = await schedule({ ...problem, remedyTrials: 0 }, stillClock);
  return Object.fromEntries(unplaced.map(({ id, reason, details }) => [id, { reason, details }]));
}

describe("each reason a rule gives, with the smallest cohort that shows it", () => {
  test("kept_together: there is a seat for one of them, and no start that suits both [GR-13]", async () => {
    const all = [...people("a c d"), ...people("b e g", "T09:00 T10:00")];
    expect(await reasonsOf(cohortOf(all, { rules: [together("a", "b")] }))).toEqual({
      a: { reason: "kept_together", details: { keptWith: 1, commonStarts: 0 } },
      b: { reason: "kept_together", details: { keptWith: 1, commonStarts: 0 } },
    });
  });

  test("kept_together: there is one seat and they are two [GR-13]", async () => {
    const pins = ["c", "d"].map((personId) => ({ personId, start: NINE }));
    const problem = cohortOf([f, ...people("a b c d")], { maxPeople: 4, pins, rules: [together("a", "b")] });
    expect(await reasonsOf(problem)).toMatchObject({
      a: { reason: "kept_together", details: { keptWith: 1, commonStarts: 1 } },
      b: { reason: "kept_together" },
    });
  });

  test("kept_together: so is a facilitator whose company has no place [GR-13]", async () => {
    const problem = cohortOf([f, ...people("b c"), ...people("a", "T09:00 T10:00")], { rules: [together("a", "f")] });
    expect((await reasonsOf(problem))["f"]).toEqual({
      reason: "kept_together",
      details: { keptWith: 1, commonStarts: 0 },
    });
  });

  test("kept_apart: the seats that are left are beside somebody they are kept from [GR-13]", async () => {
    const found = await reasonsOf(cohortOf([f, ...people("a b c")], { rules: [apart("a", "b")] }));
    expect(Object.values(found)).toEqual([{ reason: "kept_apart", details: { placesBeside: 1 } }]);
    const leading = await reasonsOf(cohortOf([f, ...people("a b c")], { rules: [apart("a", "f")] }));
    expect(leading).toEqual({ a: { reason: "kept_apart", details: { placesBeside: 1 } } });
  });

  test("kept_apart: without those they are kept from too few are left, and to the third it is that [GR-13]", async () => {
    const problem = cohortOf(people("a b c"), { minPeople: 3, rules: [apart("a", "b")] });
    expect(await reasonsOf(problem)).toEqual({
      a: { reason: "kept_apart", details: { placesBeside: 1 } },
      b: { reason: "kept_apart", details: { placesBeside: 1 } },
      c: { reason: "insufficient_group_size", details: { mostPeopleTogether: 2, minPeople: 3 } },
    });
  });

  test("kept_apart: a standing group with a seat has somebody in it whom they are kept from [GR-13]", async () => {
    const standing = [{ id: "g1", start: NINE, room: 2, memberIds: ["x"] }];
    const problem = cohortOf(people("a"), { minPeople: 1, standing, rules: [apart("a", "x")] });
    const alone = { ...problem, minPeople: 2 };
    expect(await reasonsOf(problem)).toEqual({});
    expect(await reasonsOf({ ...alone, people: people("a b"), rules: [apart("a", "x"), apart("a", "b")] })).toEqual({
      a: { reason: "kept_apart", details: { placesBeside: 1 } },
    });
  });

  test("what is true without any rule is said first [GR-13]", async () => {
    const all = [...people("b c d"), person("a", "M09:00 M09:30")];
    expect((await reasonsOf(cohortOf(all, { rules: [together("a", "b")] })))["a"]!.reason).toBe("no_availability");
    const full = cohortOf(people("a b c d"), { minPeople: 3, maxPeople: 3, rules: [together("a", "b")] });
    expect(Object.values(await reasonsOf(full)).map(({ reason }) => reason)).toEqual(["outcompeted"]);
  });
});

describe("how many others would lose their place", () => {
  test("is told of a whole company: two would come, and two go [GR-13]", async () => {
    const pair = ["a", "b"].map((id) => person(id, "", { maybe: "M09:00 M10:00" }));
    const problem = cohortOf([...pair, ...people("c d e")], {
      minPeople: 3,
      maxPeople: 3,
      rules: [together("a", "b")],
    });
    expect(await reasonsOf(problem)).toMatchObject({
      a: { reason: "outcompeted", details: { pushesOut: 2 } },
      b: { reason: "outcompeted", details: { pushesOut: 2 } },
    });
  });
});

describe("remedies under rules", () => {
  /** The rules are about the first people with a place, so that they are in the way of what could be offered. */
  const ruled = async (problem: Problem): Promise<Problem> => {
    const { groups, unplaced } = await schedule({ ...problem, remedyTrials: 0 }, stillClock);
    const guests = groups.flatMap(({ memberIds, facilitatorId }) => memberIds.filter((id) => id !== facilitatorId));
    const waiting = unplaced
      .map(({ id }) => id)
      .filter((id) => !groups.some(({ facilitatorId }) => facilitatorId === id));
    const isGuest = (id: string) => problem.people.some((one) => one.id === id && one.role === "participant");
    const [one, other] = waiting.filter(isGuest);
    return {
      ...problem,
      rules: [
        apart(guests[0]!, guests[1]!),
        apart(one ?? guests[2]!, guests[3]!),
        together(other ?? guests[4]!, guests[5]!),
      ],
    };
  };
  const cohorts: [string, Problem][] = [
    [
      "one leader, and two who are apart",
      cohortOf([f, ...people("a b c")], { rules: [apart("a", "b")], remedyTrials: 20 }),
    ],
    [
      "one of a company comes late",
      cohortOf([...people("a b c"), person("late", "M09:30 M10:30")], {
        rules: [together("late", "c")],
        remedyTrials: 20,
      }),
    ],
    ["a world of eighty", worldCohort(80, 3, { remedyTrials: 12 })],
    ["a world of sixty", worldCohort(60, 9, { remedyTrials: 30 })],
    ["a sparse hundred", familyCohort("sparse", { people: 100, seed: 5, remedyTrials: 12 })],
  ];

  test.each(cohorts)("hold when they are done, to the person, and break no rule: %s [GR-13]", async (_, asked) => {
    const problem = asked.rules.length > 0 ? asked : await ruled(asked);
    const before = await schedule(problem, stillClock);
    const offered = before.unplaced.flatMap(({ id, remedies }) => remedies.map((remedy) => ({ id, ...remedy })));
    expect(offered.length).toBeGreaterThan(0);
    for (const { id, change, quality, placed, movedIds, lostIds, sentence } of offered) {
      const copy = { ...applyChange(problem, change), earlier: placesIn(before.groups), remedyTrials: 0 };
      const after = await schedule(copy, stillClock);
      const seated = new Set(after.groups.flatMap(({ memberIds }) => memberIds));
      const hadAPlace = before.groups.flatMap(({ memberIds }) => memberIds);
      expect(seated.has(id), sentence).toBe(true);
      expect(after, sentence).toMatchObject({ quality, placed });
      expect(movedIds, sentence).toEqual(after.changedIds.filter((one) => hadAPlace.includes(one) && seated.has(one)));
      expect(new Set(lostIds), sentence).toEqual(new Set(hadAPlace.filter((one) => !seated.has(one))));
      expect(brokenRules(copy, after)).toEqual([]);
      expect(checkProposal(copy, after)).toEqual([]);
    }
  });
});
