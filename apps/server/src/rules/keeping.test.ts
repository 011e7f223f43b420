import type { Group } from "@muster/db/entities/group";
import { aCohort, aGroup, aGroupingRule, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { describe, expect, test } from "vitest";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { tendSwaps } from "../swaps/tend-swaps.ts";
import { BY_HAND, NOT_BACK } from "./own-choice.ts";

const kimOf = (t: TestHouse) => t.as({ personId: 1, isOrganiser: true, name: "Kim" });

/** Who is in which group: `{ "Group 1": ["Ann"] }`; whoever is under "" waits. */
async function aCohortIn(t: TestHouse, seats: Record<string, string[]>, maxSize = 8) {
  const cohort = await aCohort(t.em(), { minSize: 1, maxSize });
  const people = new Map<string, { id: number }>();
  const groups = new Map<string, Group>();
  for (const [name, members] of Object.entries(seats)) {
    if (name) groups.set(name, await aGroup(t.em(), { cohort, name }));
    for (const who of members) {
      const person = await aPerson(t.em(), { name: who });
      people.set(who, person);
      await aSignup(t.em(), { person, cohort });
      if (name) await aMembership(t.em(), groups.get(name)!, { person });
    }
  }
  const id = (who: string) => people.get(who)!.id;
  const group = (name: string) => groups.get(name)!.id;
  return {
    cohortId: cohort.id,
    id,
    group,
    as: (who: string) => t.as({ personId: id(who) }),
    add: (kind: "together" | "apart", ...who: string[]) =>
      kimOf(t).rules.add({ cohortId: cohort.id, kind, personIds: who.map(id) }),
    hard: async () =>
      (await kimOf(t).groups.conflicts({ cohortId: cohort.id })).hard
        .filter(({ code }) => code.startsWith("kept_"))
        .map(({ words }) => words),
    membership: async (who: string) => {
      const [row] = await t
        .em()
        .execute<{ id: number }[]>("select id from memberships where person_id = ? and status = 'active'", [id(who)]);
      return row!.id;
    },
    placeOf: async (who: string) => {
      const rows = await t
        .em()
        .execute<{ name: string }[]>(
          "select g.name from memberships m join groups g on g.id = m.group_id where m.person_id = ? and m.status = 'active'",
          [id(who)],
        );
      return rows.map(({ name }) => name);
    },
  };
}

describe("a rule that the groups do not keep", () => {
  test("is something hard against them, in a sentence that names whom and where [GR-13, GR-7]", async () => {
    await using t = await testHouse();
    const { add, hard } = await aCohortIn(t, {
      "Group 1": ["Ann", "Ben", "Eve"],
      "Group 2": ["Cleo", "Finn"],
      "": ["Dan"],
    });
    await add("apart", "Ann", "Cleo");
    await add("together", "Ann", "Eve");
    expect(await hard()).toEqual([]);
    await add("apart", "Ann", "Ben");
    await add("together", "Ben", "Cleo", "Finn");
    await add("together", "Eve", "Dan");
    expect(await hard()).toEqual([
      "Eve is to be with Dan, who has no group.",
      "Ben is to be with Cleo and Finn, who are in Group 2.",
      "Ann and Ben are to be kept apart, and both are in Group 1.",
    ]);
  });

  test("asks for a reason where its group is realized, and for none where another one is [GR-13, GR-7]", async () => {
    await using t = await testHouse();
    const { cohortId, add } = await aCohortIn(t, { "Group 1": ["Ann", "Ben"] });
    await add("apart", "Ann", "Ben");
    await expect(kimOf(t).realization.realize({ cohortId })).rejects.toThrow(
      "Ann and Ben are to be kept apart, and both are in Group 1. Say in a few words why",
    );
    await kimOf(t).realization.realize({ cohortId, reason: "They have made up" });
  });

  test("is no breach in the one group whose people are not to be together again [GR-13]", async () => {
    await using t = await testHouse();
    const { cohortId, group, hard, membership, id } = await aCohortIn(t, { "Group 1": ["Ann", "Ben"], "Group 2": [] });
    await kimOf(t).rules.notAgain({ groupId: group("Group 1") });
    expect(await hard()).toEqual([]);
    for (const who of ["Ann", "Ben"])
      await kimOf(t).groups.moveMember({ membershipId: await membership(who), toGroupId: group("Group 2") });
    expect(await hard()).toEqual(["Ann and Ben are to be kept apart, and both are in Group 2."]);
    const back = await t.as({ personId: id("Ann") }).groups.joinable({ cohortId });
    expect(back.groups.find(({ name }) => name === "Group 1")).toMatchObject({ joinable: true });
  });

  test("is named before somebody is moved, placed or swapped, and after it, and stops no organiser [GR-13, GR-4]", async () => {
    await using t = await testHouse();
    const one = await aCohortIn(t, { "Group 1": ["Ann", "Ben"], "Group 2": ["Cleo", "Dan"], "": ["Eve"] });
    await one.add("apart", "Ann", "Cleo");
    await one.add("together", "Cleo", "Dan");
    await one.add("apart", "Eve", "Ben");
    const moves = await kimOf(t).groups.moves({ membershipId: await one.membership("Ann") });
    expect(moves.map(({ breaks }) => breaks)).toEqual([
      ["Ann and Cleo are to be kept apart, and both are in Group 2."],
    ]);
    const placings = await kimOf(t).groups.placings({ cohortId: one.cohortId, personId: one.id("Eve") });
    expect(
      placings.map(({ name, breaks }) => [name, breaks.length]).toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    ).toEqual([
      ["Group 1", 1],
      ["Group 2", 0],
    ]);
    const swapped = await kimOf(t).groups.swap({
      one: await one.membership("Ben"),
      other: await one.membership("Cleo"),
    });
    expect(swapped.warnings).toEqual(
      expect.arrayContaining([
        "Ann and Cleo are to be kept apart, and both are in Group 1.",
        "Cleo is to be with Dan, who is in Group 2.",
      ]),
    );
    const moved = await kimOf(t).groups.moveMember({
      membershipId: await one.membership("Dan"),
      toGroupId: one.group("Group 1"),
    });
    expect(moved.warnings).toEqual([]);
    expect(await one.hard()).toEqual(["Ann and Cleo are to be kept apart, and both are in Group 1."]);
  });

  test("is named where its people go apart, or one without a group goes elsewhere, and not where it gets better [GR-13, GR-4]", async () => {
    await using t = await testHouse();
    const one = await aCohortIn(t, { "Group 1": ["Ann", "Ben", "Dan", "Eve"], "Group 2": ["Cleo"], "": ["Finn"] });
    await one.add("together", "Ann", "Ben", "Cleo");
    await one.add("together", "Ann", "Finn");
    await one.add("apart", "Ann", "Dan", "Eve");
    const hour = { groupStart: 2_520, window: { start: 2_520, end: 2_580 } };
    const movesOf = async (who: string) =>
      (await kimOf(t).groups.moves({ membershipId: await one.membership(who) })).map(({ breaks }) => breaks);
    const placings = await kimOf(t).groups.placings({ cohortId: one.cohortId, personId: one.id("Finn") });
    expect(Object.fromEntries(placings.map(({ name, breaks }) => [name, breaks]))).toEqual({
      "Group 1": [],
      "Group 2": ["Finn is to be with Ann, who is in Group 1."],
    });
    await expect(
      kimOf(t).questions.ask({
        cohortId: one.cohortId,
        personId: one.id("Finn"),
        groupId: one.group("Group 2"),
        ...hour,
      }),
    ).rejects.toThrow("A rule speaks against it: Finn is to be with Ann, who is in Group 1.");
    expect(await movesOf("Ben")).toEqual([["Ann is to be with Ben and Cleo, who are in Group 2."]]);
    expect(await movesOf("Cleo")).toEqual([[]]);
    expect(await movesOf("Eve")).toEqual([[]]);
  });

  test("is named before two groups are merged, and when one is split [GR-13, GR-9]", async () => {
    await using t = await testHouse();
    const one = await aCohortIn(t, { "Group 1": ["Ann", "Ben", "Eve"], "Group 2": ["Cleo"], "Group 3": ["Dan"] });
    await one.add("apart", "Ann", "Cleo");
    // These two are together as it is: a merge makes that no worse.
    const { ruleId } = await one.add("apart", "Ann", "Eve");
    await one.add("together", "Ann", "Ben");
    const { options } = await kimOf(t).groups.mergeOptions({ groupId: one.group("Group 1") });
    expect(options.map(({ name, breaks }) => [name, breaks])).toEqual([
      ["Group 3", []],
      ["Group 2", ["Ann and Cleo are to be kept apart, and both are in Group 2."]],
    ]);
    await kimOf(t).rules.remove({ cohortId: one.cohortId, ruleId });
    const membershipIds = [await one.membership("Ben")];
    const split = await kimOf(t).groups.split({ groupId: one.group("Group 1"), membershipIds });
    expect(split.warnings).toContain(`Ben is to be with Ann, who is in Group 1.`);
    expect(await one.hard()).toEqual(["Ben is to be with Ann, who is in Group 1."]);
  });
});

describe("by themselves, members", () => {
  const facts = (groups: readonly { name: string; joinable: boolean; notBecause: string | null }[]) =>
    Object.fromEntries(groups.map(({ name, joinable, notBecause }) => [name, joinable || notBecause]));

  test("come to nobody they are to be apart from, and read nothing about anybody [GR-13]", async () => {
    await using t = await testHouse();
    const { cohortId, group, as, add, placeOf } = await aCohortIn(t, {
      "Group 1": ["Ann"],
      "Group 2": ["Cleo"],
      "": ["Ben"],
    });
    await add("apart", "Ann", "Ben");
    const { groups } = await as("Ben").groups.joinable({ cohortId });
    expect(facts(groups)).toEqual({ "Group 1": BY_HAND, "Group 2": true });
    expect(JSON.stringify(groups)).not.toMatch(/Ann|apart|rule/);
    await expect(as("Ben").groups.join({ groupId: group("Group 1") })).rejects.toThrow(BY_HAND);
    await as("Ben").groups.join({ groupId: group("Group 2") });
    expect(await placeOf("Ben")).toEqual(["Group 2"]);
    await as("Cleo").groups.join({ groupId: group("Group 1") });
  });

  test("leave nobody they are kept together with for another group, and join only where all of those are [GR-13]", async () => {
    await using t = await testHouse();
    const { cohortId, group, as, add } = await aCohortIn(t, {
      "Group 1": ["Ann", "Ben"],
      "Group 2": [],
      "": ["Cleo", "Dan"],
    });
    await add("together", "Ann", "Ben");
    await add("together", "Ben", "Cleo");
    await expect(as("Ann").groups.join({ groupId: group("Group 2") })).rejects.toThrow(BY_HAND);
    await expect(as("Cleo").groups.join({ groupId: group("Group 2") })).rejects.toThrow(BY_HAND);
    const { groups } = await as("Cleo").groups.joinable({ cohortId });
    expect(facts(groups)).toEqual({ "Group 1": true, "Group 2": BY_HAND });
    await as("Cleo").groups.join({ groupId: group("Group 1") });
    await as("Dan").groups.join({ groupId: group("Group 2") });
    await as("Ann").groups.leave({ groupId: group("Group 1") });
  });

  test("who are to be apart and click at once do not both come in [GR-13]", async () => {
    await using t = await testHouse();
    const { group, as, add } = await aCohortIn(t, { "Group 1": [], "": ["Ann", "Ben"] });
    await add("apart", "Ann", "Ben");
    const answers = await Promise.allSettled(
      ["Ann", "Ben"].map((who) => as(who).groups.join({ groupId: group("Group 1") })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("do not stand in line for such a seat, are offered none, and take none that was kept for them [GR-13, JS-11]", async () => {
    await using t = await testHouse();
    const { cohortId, id, group, as, add, placeOf } = await aCohortIn(
      t,
      { "Group 1": ["Ann", "Eve"], "": ["Ben", "Cleo", "Dan"] },
      2,
    );
    for (const who of ["Ben", "Cleo"]) await as(who).waiting.join({ groupId: group("Group 1") });
    await add("apart", "Ann", "Ben", "Dan");
    await expect(as("Dan").waiting.join({ groupId: group("Group 1") })).rejects.toThrow(BY_HAND);
    await as("Eve").groups.leave({ groupId: group("Group 1") });
    const offered = await t
      .em()
      .execute<{ id: number; wait: number }[]>("select person_id as id, id as wait from waits where state = 'offered'");
    expect(offered.map((one) => one.id)).toEqual([id("Cleo")]);
    expect(await placeOf("Cleo")).toEqual([]);
    await add("together", "Cleo", "Dan");
    await expect(as("Cleo").waiting.accept({ waitId: offered[0]!.wait })).rejects.toThrow(BY_HAND);
    const { groups } = await as("Ben").groups.joinable({ cohortId });
    expect(facts(groups)).toEqual({ "Group 1": BY_HAND });
  });

  test("are asked about no trade of places that a rule stands against, and cannot agree to one [GR-13, JS-17]", async () => {
    await using t = await testHouse();
    const seats = { "Group 1": ["Ann", "Cleo"], "Group 2": ["Ben", "Dan"] };
    const { cohortId, group, as, add, placeOf } = await aCohortIn(t, seats, 2);
    const { ruleId } = await add("apart", "Ben", "Cleo");
    await as("Ann").waiting.join({ groupId: group("Group 2") });
    await expect(as("Ben").waiting.join({ groupId: group("Group 1") })).rejects.toThrow(BY_HAND);
    await kimOf(t).rules.remove({ cohortId, ruleId });
    await as("Ben").waiting.join({ groupId: group("Group 1") });
    await kimOf(t).rules.restore({ cohortId, ruleId });
    await tendSwaps(t.ctx());
    expect(await as("Ann").swaps.mine()).toEqual([]);
    await kimOf(t).rules.remove({ cohortId, ruleId });
    await tendSwaps(t.ctx());
    const [swap] = await as("Ann").swaps.mine();
    await as("Ann").swaps.agree({ swapId: swap!.swapId });
    await kimOf(t).rules.restore({ cohortId, ruleId });
    await expect(as("Ben").swaps.agree({ swapId: swap!.swapId })).rejects.toThrow(BY_HAND);
    expect([await placeOf("Ann"), await placeOf("Ben")]).toEqual([["Group 1"], ["Group 2"]]);
  });

  test("do not undo their way back to where a rule has kept them from since [GR-13, JS-8]", async () => {
    await using t = await testHouse();
    const { cohortId, group, as, add } = await aCohortIn(t, { "Group 1": ["Ann", "Ben"], "Group 2": [] });
    const { moveId } = await as("Ann").groups.join({ groupId: group("Group 2") });
    await add("apart", "Ann", "Ben");
    expect((await as("Ann").groups.joinable({ cohortId })).moves[0]!.undo!.notBecause).toBe(NOT_BACK);
    await expect(as("Ann").groups.undoMove({ moveId })).rejects.toThrow(NOT_BACK);
  });
});

test("a rule of every cohort is kept in this one, and one about somebody who has paused asks for nothing [GR-13]", async () => {
  await using t = await testHouse();
  const { cohortId, id, group, as, add } = await aCohortIn(t, {
    "Group 1": ["Ann"],
    "Group 2": [],
    "": ["Ben", "Cleo"],
  });
  await aGroupingRule(t.em(), [{ id: id("Ann") }, { id: id("Ben") }]);
  await expect(as("Ben").groups.join({ groupId: group("Group 1") })).rejects.toThrow(BY_HAND);
  await add("together", "Ben", "Cleo");
  await as("Cleo").signups.pause({ cohortId });
  await as("Ben").groups.join({ groupId: group("Group 2") });
});
