import type { Group } from "@muster/db/entities/group";
import type { Person } from "@muster/db/entities/person";
import { aCohort, aGroup } from "@muster/db/testing/builders";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";
import { tendLines } from "../waiting/tend-lines.ts";
import { tendSwaps } from "./tend-swaps.ts";

const HOUR = 3_600_000;

/** Two full groups; Ann, of the first, and Ben, of the second, each stand in line for the other's, behind Cy for both. */
async function aTrade(t: TestHouse) {
  const cohort = await aCohort(t.em());
  const one = await aGroup(t.em(), { cohort, name: "Group 1", maxSize: 2 });
  const other = await aGroup(t.em(), { cohort, name: "Group 2", maxSize: 2 });
  for (const group of [one, other]) await aMember(t, cohort, group);
  const [ann, ben] = [await aMember(t, cohort, one), await aMember(t, cohort, other)];
  const cy = await aMember(t, cohort);
  for (const group of [one, other]) await as(t, cy).waiting.join({ groupId: group.id });
  await as(t, ann).waiting.join({ groupId: other.id });
  await as(t, ben).waiting.join({ groupId: one.id });
  await tendSwaps(t.ctx());
  return { cohort, one, other, ann, ben, cy };
}

const as = (t: TestHouse, { id }: { id: number }) => t.as({ personId: id });
const swapOf = async (t: TestHouse, person: Person) => (await as(t, person).swaps.mine())[0]!;
const agree = async (t: TestHouse, person: Person) =>
  as(t, person).swaps.agree({ swapId: (await swapOf(t, person)).swapId });

/** By the rows themselves: where somebody's one active place is. */
async function placeOf(t: TestHouse, { id }: Person): Promise<string[]> {
  const rows = await t
    .em()
    .execute<{ name: string }[]>(
      "select g.name from memberships m join groups g on g.id = m.group_id where m.person_id = ? and m.status = 'active'",
      [id],
    );
  return rows.map(({ name }) => name);
}

const line = async (t: TestHouse, { id }: Group): Promise<string[]> => {
  const rows = await t
    .em()
    .execute<{ said: string }[]>(
      "select person_id || ' ' || state as said from waits where group_id = ? order by asked_at, id",
      [id],
    );
  return rows.map(({ said }) => said);
};

async function post(t: TestHouse): Promise<Letter[]> {
  const letters: Letter[] = [];
  await deliverDue(t.ctx(), { send: async (letter) => void letters.push(letter) });
  return letters;
}
const subjects = async (t: TestHouse) => (await post(t)).map(({ to, subject }) => `${to}: ${subject}`).toSorted();
const to = ({ id }: Person) => `person-${id}@example.org`;

describe("two people in line for each other's full group", () => {
  test("are both asked, once, and neither learns who the other is [JS-17]", async () => {
    await using t = await testHouse();
    const { ann, ben, cy } = await aTrade(t);
    await Promise.all([tendSwaps(t.ctx()), tendSwaps(t.ctx())]);
    expect(await swapOf(t, ann)).toMatchObject({
      mine: "Group 1",
      theirs: "Group 2",
      state: "open",
      hasAgreed: false,
      until: new Date(t.now.getTime() + 24 * HOUR),
      sentence: "Somebody in Group 2 would trade places with you: you would leave Group 1 for Group 2.",
    });
    expect(await swapOf(t, ben)).toMatchObject({ mine: "Group 2", theirs: "Group 1" });
    expect(await as(t, cy).swaps.mine()).toEqual([]);
    const letters = await post(t);
    expect(letters.map((letter) => letter.to).toSorted()).toEqual([to(ann), to(ben)].toSorted());
    for (const letter of letters) {
      expect(letter.text).toMatch(/\/swap\/[\w.-]{50,}/);
      expect(letter.text).toContain("The next meeting is on Tuesday, 6 October 2026");
      for (const { name } of [ann, ben]) expect(letter.text.split("\n").slice(1).join("\n")).not.toContain(name);
    }
    expect(await t.em().execute("select 1 from swaps")).toHaveLength(1);
  });

  test("trade places when both say yes: in one act, each group as full as before, nobody in line passed over, both told, both groups in step [JS-17, INV-1, Y21]", async () => {
    await using t = await testHouse();
    const { one, other, ann, ben, cy } = await aTrade(t);
    await post(t);
    await t.em().execute("delete from sync_tasks");
    expect(await agree(t, ann)).toMatchObject({ done: false, moveId: null });
    expect(await agree(t, ann)).toMatchObject({ done: false });
    expect([await placeOf(t, ann), await placeOf(t, ben)]).toEqual([["Group 1"], ["Group 2"]]);
    expect(await swapOf(t, ann)).toMatchObject({ hasAgreed: true, state: "open" });
    const done = await agree(t, ben);
    expect(done).toMatchObject({ done: true, sentence: "You traded places and are in Group 1." });
    expect([await placeOf(t, ann), await placeOf(t, ben)]).toEqual([["Group 2"], ["Group 1"]]);
    expect(await line(t, one)).toEqual([`${cy.id} waiting`, `${ben.id} accepted`]);
    expect(await line(t, other)).toEqual([`${cy.id} waiting`, `${ann.id} accepted`]);
    expect(await t.em().execute("select taken, offered from groups order by id")).toEqual([
      { taken: 2, offered: 0 },
      { taken: 2, offered: 0 },
    ]);
    const asked = await t
      .em()
      .execute<{ subject: string }[]>("select subject from sync_tasks where system = 'discord'");
    expect(asked.map(({ subject }) => subject).toSorted()).toEqual([one, other].map(({ id }) => groupSubject(id)));
    expect((await subjects(t)).map((subject) => subject.replace(/ – .*/, ""))).toEqual(
      [`${to(ann)}: You traded places: Group 2`, `${to(ben)}: You traded places: Group 1`].toSorted(),
    );
  });

  test("who both say yes at the same moment trade once [JS-17, BR-1, DB-14]", async () => {
    await using t = await testHouse();
    const { ann, ben } = await aTrade(t);
    const { swapId } = await swapOf(t, ann);
    const both = [ann, ben, ann, ben];
    const answers = await Promise.all(both.map((person) => as(t, person).swaps.agree({ swapId })));
    expect(answers.filter(({ done }) => done).length).toBeGreaterThan(0);
    expect([await placeOf(t, ann), await placeOf(t, ben)]).toEqual([["Group 2"], ["Group 1"]]);
    expect(await t.em().execute("select 1 from moves where undone_at is null")).toHaveLength(2);
  });

  test("stay where they are when one says no, and are not asked again about the same two lines; who had said yes is told [JS-17]", async () => {
    await using t = await testHouse();
    const { one, other, ann, ben } = await aTrade(t);
    await agree(t, ann);
    await post(t);
    const { swapId } = await swapOf(t, ben);
    expect((await as(t, ben).swaps.decline({ swapId })).sentence).toContain("no trade");
    await as(t, ben).swaps.decline({ swapId });
    await tendSwaps(t.ctx());
    expect([await placeOf(t, ann), await placeOf(t, ben)]).toEqual([["Group 1"], ["Group 2"]]);
    expect([(await line(t, one)).at(-1), (await line(t, other)).at(-1)]).toEqual([
      `${ben.id} waiting`,
      `${ann.id} waiting`,
    ]);
    expect(await subjects(t)).toEqual([`${to(ann)}: No trade with Group 2 this time`]);
    await expect(as(t, ann).swaps.agree({ swapId })).rejects.toThrow("one of you said no");
    expect(await t.em().execute("select 1 from swaps")).toHaveLength(1);
  });

  test("are asked until the time is up, and a yes is not held against anybody afterwards [JS-17]", async () => {
    await using t = await testHouse();
    const { ann, ben } = await aTrade(t);
    await agree(t, ann);
    await post(t);
    const { swapId } = await swapOf(t, ben);
    later(t, 24 * HOUR);
    await expect(as(t, ben).swaps.agree({ swapId })).rejects.toThrow("not both of you answered in time");
    await tendSwaps(t.ctx());
    expect(await subjects(t)).toEqual([`${to(ann)}: No trade with Group 2 this time`]);
    expect(await as(t, ben).swaps.mine()).toEqual([]);
    expect((await swapOf(t, ann)).sentence).toContain("not both of you answered in time");
    expect([await placeOf(t, ann), await placeOf(t, ben)]).toEqual([["Group 1"], ["Group 2"]]);
  });

  test.each<[string, (t: TestHouse, trade: Awaited<ReturnType<typeof aTrade>>) => Promise<unknown>]>([
    [
      "left the line",
      async (t, { ben }) => as(t, ben).waiting.leave({ waitId: (await as(t, ben).waiting.mine())[0]!.waitId }),
    ],
    ["left their group", async (t, { ben, other }) => as(t, ben).groups.leave({ groupId: other.id })],
    ["paused", async (t, { ben, cohort }) => as(t, ben).signups.pause({ cohortId: cohort.id })],
  ])("are not traded when one of them has %s, and whoever said yes hears that it is off [JS-17]", async (_, change) => {
    await using t = await testHouse();
    const trade = await aTrade(t);
    const { ann } = trade;
    await agree(t, ann);
    await post(t);
    const { swapId } = await swapOf(t, ann);
    await change(t, trade);
    await expect(as(t, trade.ben).swaps.agree({ swapId })).rejects.toThrow("is off");
    await tendSwaps(t.ctx());
    expect((await subjects(t)).filter((words) => words.includes("trade"))).toEqual([
      `${to(ann)}: The trade with Group 2 is off`,
    ]);
    expect(await placeOf(t, ann)).toEqual(["Group 1"]);
  });
});

describe("a trade of places that is undone", () => {
  test("within a quarter of an hour takes both back, the other into the line where they stood, and tells them [JS-17, JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one, ann, ben, cy } = await aTrade(t);
    await agree(t, ben);
    const { moveId } = await agree(t, ann);
    await post(t);
    const [own] = (await as(t, ann).groups.joinable({ cohortId: cohort.id })).moves;
    expect(own).toMatchObject({ from: "Group 1", to: "Group 2", isTrade: true, undo: { notBecause: null } });
    await as(t, ann).groups.undoMove({ moveId: moveId! });
    await as(t, ann).groups.undoMove({ moveId: moveId! });
    expect([await placeOf(t, ann), await placeOf(t, ben)]).toEqual([["Group 1"], ["Group 2"]]);
    expect(await line(t, one)).toEqual([`${cy.id} waiting`, `${ben.id} waiting`]);
    expect(await subjects(t)).toEqual([`${to(ben)}: You are in Group 2 again`]);
    await tendLines(t.ctx());
    await tendSwaps(t.ctx());
    expect((await as(t, ann).swaps.mine()).map(({ state }) => state)).toEqual(["undone"]);
  });

  test("is not once one of the two has moved on, or the quarter of an hour is over [JS-17, JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one, ann, ben } = await aTrade(t);
    await agree(t, ben);
    const { moveId } = await agree(t, ann);
    const third = await aGroup(t.em(), { cohort, name: "Group 3" });
    const moved = await as(t, ben).groups.join({ groupId: third.id });
    await expect(as(t, ann).groups.undoMove({ moveId: moveId! })).rejects.toThrow("has another place since");
    expect(await placeOf(t, ann)).toEqual(["Group 2"]);
    expect(moved.previousGroupId).toBe(one.id);
    later(t, HOUR);
    await expect(as(t, ann).groups.undoMove({ moveId: moveId! })).rejects.toThrow("undone for 15 minutes");
  });
});

describe("the link of the letter", () => {
  test("answers without signing in, for its own reader, and says what became of it [JS-17, EM-12]", async () => {
    await using t = await testHouse();
    const { ann, ben } = await aTrade(t);
    const letters = await post(t);
    const tokenOf = (person: Person) =>
      /swap\/([\w.-]{50,})/.exec(letters.find((letter) => letter.to === to(person))!.text)![1]!;
    const nobody = t.asBot().swaps;
    expect(await nobody.offer({ token: tokenOf(ann) })).toMatchObject({
      mine: "Group 1",
      theirs: "Group 2",
      open: true,
    });
    expect((await nobody.answer({ token: tokenOf(ann), answer: "agree" })).sentence).toContain("You said yes");
    expect((await nobody.answer({ token: tokenOf(ben), answer: "agree" })).sentence).toContain("You traded places");
    expect(await placeOf(t, ann)).toEqual(["Group 2"]);
    expect(await nobody.offer({ token: tokenOf(ann) })).toMatchObject({ open: false });
    await expect(nobody.offer({ token: `${tokenOf(ann)}x` })).rejects.toThrow("leads nowhere");
  });

  test("and the swap itself are nobody else's: to others it does not exist [JS-17]", async () => {
    await using t = await testHouse();
    const { ann, cy } = await aTrade(t);
    const { swapId } = await swapOf(t, ann);
    for (const act of ["agree", "decline"] as const)
      await expect(as(t, cy).swaps[act]({ swapId })).rejects.toThrow("no such trade");
  });
});
