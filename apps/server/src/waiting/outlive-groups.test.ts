import { aCohort, aGroup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aMember } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";
import { discardPreviews } from "../scheduling/discard-previews.ts";

async function post(t: TestHouse): Promise<Letter[]> {
  const letters: Letter[] = [];
  await deliverDue(t.ctx(), { send: async (letter) => void letters.push(letter) });
  return letters;
}

/** Two full previews, and somebody in line for both of them. */
async function aFullCohort(t: TestHouse) {
  const cohort = await aCohort(t.em(), { name: "October 2026" });
  const groups = [];
  for (const name of ["Group 1", "Group 2"]) groups.push(await aGroup(t.em(), { cohort, name, maxSize: 1 }));
  for (const group of groups) await aMember(t, cohort, group);
  const person = await aMember(t, cohort);
  const me = t.as({ personId: person.id });
  const waitIds: number[] = [];
  for (const { id } of groups) waitIds.push((await me.waiting.join({ groupId: id })).waitId);
  return { cohort, groups, person, me, waitIds };
}

test("whoever waits for a preview that is removed reads what became of it and gets a letter; the other line goes on [JS-11, JS-5]", async () => {
  await using t = await testHouse();
  const { groups, person, me, waitIds } = await aFullCohort(t);
  await t.as({ personId: person.id, isOrganiser: true }).groups.remove({ groupId: groups[0]!.id });
  const mine = await me.waiting.mine();
  expect(mine.map(({ name, groupId, over }) => [name, groupId, over?.sentence])).toEqual([
    ["Group 1", null, "The waiting list of Group 1 is closed. Group 1 was given up before it began."],
    ["Group 2", groups[1]!.id, undefined],
  ]);
  const [letter, ...others] = await post(t);
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    to: `person-${person.id}@example.org`,
    subject: "The waiting list of Group 1 is closed",
  });
  expect(letter!.text).toContain("you were in line for Group 1 of");
  for (const act of ["accept", "leave", "returnTo"] as const)
    await expect(me.waiting[act]({ waitId: waitIds[0]! })).rejects.toThrow("given up before it began");
});

test("a line that one left by a move is not stood in again when the move is undone after its group was removed [JS-8]", async () => {
  await using t = await testHouse();
  const { cohort, groups, person, me } = await aFullCohort(t);
  const free = await aGroup(t.em(), { cohort, name: "Group 3" });
  const { moveId } = await me.groups.join({ groupId: free.id });
  await t.em().execute("update waits set state = 'left', closed_by_id = ? where person_id = ?", [moveId, person.id]);
  await t.as({ personId: person.id, isOrganiser: true }).groups.remove({ groupId: groups[0]!.id });
  await me.groups.undoMove({ moveId });
  expect((await me.waiting.mine()).map(({ name, over }) => [name, over])).toEqual([["Group 2", null]]);
});

test("whoever waits for several previews that are discarded together gets one letter that names them all [JS-11]", async () => {
  await using t = await testHouse();
  const { cohort, me } = await aFullCohort(t);
  await discardPreviews(t.ctx(), { cohortId: cohort.id });
  expect((await me.waiting.mine()).map(({ over }) => over?.sentence)).toEqual([
    "The waiting list of Group 1 is closed. Group 1 was given up before it began.",
    "The waiting list of Group 2 is closed. Group 2 was given up before it began.",
  ]);
  expect((await post(t)).map(({ subject }) => subject)).toEqual(["The waiting list of Group 1 and Group 2 is closed"]);
});
