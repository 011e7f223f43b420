import { aCohort, aGroup, aGroupingRule, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

const kimOf = (t: TestHouse) => t.as({ personId: 1, isOrganiser: true, name: "Kim" });

/** A cohort for groups of at most four, and its people by name; those who lead begin with L. */
async function aCohortOf(t: TestHouse, ...names: string[]) {
  const cohort = await aCohort(t.em(), { name: "Spring", minSize: 2, maxSize: 4 });
  const people = new Map<string, number>();
  for (const name of names) {
    const person = await aPerson(t.em(), { name });
    await aSignup(t.em(), { person, cohort, role: name.startsWith("L") ? "facilitator" : "participant" });
    people.set(name, person.id);
  }
  const ids = (...who: string[]) => who.map((name) => people.get(name)!);
  const add = (kind: "together" | "apart", ...who: string[]) =>
    kimOf(t).rules.add({ cohortId: cohort.id, kind, personIds: ids(...who) });
  const told = async () => (await kimOf(t).rules.list({ cohortId: cohort.id })).map(({ words }) => words);
  return { cohort, cohortId: cohort.id, ids, add, told };
}

test("a rule is listed as a sentence with who said it, and said twice it is one [GR-13]", async () => {
  await using t = await testHouse();
  const { cohortId, ids, add, told } = await aCohortOf(t, "Ann", "Ben", "Cleo");
  const first = await add("apart", "Ben", "Ann");
  expect(await add("apart", "Ann", "Ben", "Ann")).toEqual({ ruleId: first.ruleId, isNew: false });
  await kimOf(t).rules.add({ cohortId, kind: "together", personIds: ids("Ann", "Cleo"), note: "They share a desk" });
  expect(await told()).toEqual(["Ann and Cleo are kept together", "Ann and Ben are kept apart"]);
  const [latest] = await kimOf(t).rules.list({ cohortId });
  expect(latest).toMatchObject({
    madeBy: "Kim",
    note: "They share a desk",
    everywhere: false,
    others: 0,
    sleeps: false,
  });
  const { entries } = await kimOf(t).groups.history({ cohortId });
  expect(entries.map(({ words, by }) => [words, by])).toEqual([
    ["Ann and Cleo are kept together", "Kim"],
    ["Ann and Ben are kept apart", "Kim"],
  ]);
});

test("what no grouping could keep is refused in one sentence, and nothing is kept of it [GR-13]", async () => {
  await using t = await testHouse();
  const { cohortId, ids, add, told } = await aCohortOf(t, "Ann", "Ben", "Cleo", "Dan", "Eve", "Lee", "Lou");
  await add("together", "Ann", "Ben");
  await add("together", "Ben", "Cleo");
  await add("together", "Lee", "Dan");
  const stands = await told();
  await expect(add("apart", "Cleo", "Ann")).rejects.toThrow("Ann and Cleo would have to be both together and apart.");
  await expect(add("together", "Lou", "Dan")).rejects.toThrow(
    "Lee and Lou facilitate, and a group has one facilitator",
  );
  await expect(add("together", "Ann", "Dan")).rejects.toThrow(
    "5 people would have to be together, and a group has at most 4.",
  );
  await expect(add("apart", "Ann", "Ann")).rejects.toThrow("A rule is about at least two people");
  const everywhere = { cohortId, kind: "apart", personIds: ids("Ann", "Ben"), scope: "everywhere" } as const;
  await expect(kimOf(t).rules.add(everywhere)).rejects.toThrow("In Spring, Ann and Ben would have to be");
  expect(await told()).toEqual(stands);
});

test("who has not signed up here does not exist here, nor does another cohort's rule [GR-13]", async () => {
  await using t = await testHouse();
  const here = await aCohortOf(t, "Ann", "Ben");
  const there = await aCohortOf(t, "Dan", "Eve");
  const strange = { kind: "apart" as const, personIds: [...here.ids("Ann"), ...there.ids("Dan")] };
  for (const { cohortId } of [here, there])
    await expect(kimOf(t).rules.add({ ...strange, cohortId })).rejects.toThrow("has not signed up for this cohort");
  const { ruleId } = await there.add("apart", "Dan", "Eve");
  for (const verb of ["remove", "restore"] as const)
    await expect(kimOf(t).rules[verb]({ cohortId: here.cohortId, ruleId })).rejects.toThrow("does not exist any more");
  expect(await here.told()).toEqual([]);
  expect(await there.told()).toHaveLength(1);
});

test("a removed rule comes back as it was, unless others stand against it by then [GR-13]", async () => {
  await using t = await testHouse();
  const { cohortId, add, told } = await aCohortOf(t, "Ann", "Ben");
  const { ruleId } = await add("apart", "Ann", "Ben");
  await kimOf(t).rules.remove({ cohortId, ruleId });
  await kimOf(t).rules.remove({ cohortId, ruleId });
  expect(await told()).toEqual([]);
  await kimOf(t).rules.restore({ cohortId, ruleId });
  expect(await told()).toEqual(["Ann and Ben are kept apart"]);
  await kimOf(t).rules.remove({ cohortId, ruleId });
  const again = await add("apart", "Ann", "Ben");
  expect(await kimOf(t).rules.restore({ cohortId, ruleId })).toEqual({ ruleId: again.ruleId });
  await kimOf(t).rules.remove({ cohortId, ruleId: again.ruleId });
  await add("together", "Ann", "Ben");
  await expect(kimOf(t).rules.restore({ cohortId, ruleId })).rejects.toThrow("both together and apart");
  expect(await told()).toEqual(["Ann and Ben are kept together"]);
});

test("the history takes a rule back and brings it again, each while it is as that deed left it [GR-13, GR-6]", async () => {
  await using t = await testHouse();
  const { cohortId, add, told } = await aCohortOf(t, "Ann", "Ben");
  await add("apart", "Ann", "Ben");
  const history = async () => (await kimOf(t).groups.history({ cohortId })).entries;
  const [said] = await history();
  const { auditId } = await kimOf(t).groups.revert({ auditId: said!.auditId });
  expect(await told()).toEqual([]);
  expect(await history()).toMatchObject([
    { words: "No longer a rule: Ann and Ben are kept apart", reverts: said!.auditId, revertible: true },
    { revertedBy: auditId, revertible: false },
  ]);
  await kimOf(t).groups.revert({ auditId });
  expect(await told()).toEqual(["Ann and Ben are kept apart"]);
  const [again] = await history();
  await kimOf(t).rules.remove({ cohortId, ruleId: Number(await ruleOf(t)) });
  await expect(kimOf(t).groups.revert({ auditId: again!.auditId })).rejects.toThrow("It is no rule any more.");
});

const ruleOf = async (t: TestHouse) => (await t.em().execute<{ id: number }[]>("select id from grouping_rules"))[0]!.id;

test("the people of a group that is over are kept apart wherever two of them meet again, and its facilitator only where that is wanted [GR-13]", async () => {
  await using t = await testHouse();
  const { cohort, cohortId, ids, told } = await aCohortOf(t, "Ann", "Ben", "Cleo", "Lee");
  const group = await aGroup(t.em(), { cohort, name: "Group 1", status: "completed" });
  const later = await aCohort(t.em(), { name: "Autumn" });
  for (const person of ids("Ann", "Ben", "Cleo", "Lee")) {
    const role = person === ids("Lee")[0] ? "facilitator" : "participant";
    await aMembership(t.em(), group, { person, role, status: "completed" });
    if (person !== ids("Cleo")[0]) await aSignup(t.em(), { person, cohort: later, role });
  }
  expect(await kimOf(t).rules.notAgain({ groupId: group.id })).toMatchObject({ isNew: true });
  expect(await kimOf(t).rules.notAgain({ groupId: group.id })).toMatchObject({ isNew: false });
  expect(await told()).toEqual(["Ann, Ben, and Cleo are kept apart"]);
  const [seen] = await kimOf(t).rules.list({ cohortId: later.id });
  expect(seen).toMatchObject({ words: "Ann and Ben are kept apart", everywhere: true, others: 1 });
  const { entries } = await kimOf(t).groups.history({ cohortId });
  expect(entries[0]!.words).toBe("Ann, Ben, and Cleo are kept apart, not to be together again as in Group 1");
  const { ruleId } = await kimOf(t).rules.notAgain({ groupId: group.id, withFacilitator: true });
  expect(await told()).toHaveLength(2);
  await kimOf(t).rules.remove({ cohortId: later.id, ruleId });
  expect(await told()).toHaveLength(1);
  const { entries: after } = await kimOf(t).groups.history({ cohortId: later.id });
  expect(after).toMatchObject([{ revertible: true }]);
  await kimOf(t).groups.revert({ auditId: after[0]!.auditId });
  expect(await told()).toHaveLength(2);
});

test("a rule sleeps while fewer than two of its people take part, and stands in nobody's way who withdraws [GR-13]", async () => {
  await using t = await testHouse();
  const { cohortId, ids, add } = await aCohortOf(t, "Ann", "Ben");
  await add("together", "Ann", "Ben");
  const ben = t.as({ personId: ids("Ben")[0]! });
  await ben.signups.pause({ cohortId });
  const sleeps = async () => (await kimOf(t).rules.list({ cohortId })).map((rule) => rule.sleeps);
  expect(await sleeps()).toEqual([true]);
  await ben.signups.comeBack({ cohortId });
  expect(await sleeps()).toEqual([false]);
  await ben.signups.withdraw({ cohortId });
  expect(await sleeps()).toEqual([true]);
  await t.em().execute("delete from people where id = ?", ids("Ben"));
  expect(await kimOf(t).rules.list({ cohortId })).toMatchObject([{ words: "Ann is kept together", others: 0 }]);
});

test("a rule of every cohort is about whoever of its people is here, and no business of a cohort with one of them [GR-13]", async () => {
  await using t = await testHouse();
  const here = await aCohortOf(t, "Ann", "Ben");
  const there = await aCohortOf(t, "Cleo");
  await aGroupingRule(
    t.em(),
    [...here.ids("Ann", "Ben"), ...there.ids("Cleo")].map((id) => ({ id })),
  );
  expect(await here.told()).toEqual(["Ann and Ben are kept apart"]);
  expect(await there.told()).toEqual([]);
});
