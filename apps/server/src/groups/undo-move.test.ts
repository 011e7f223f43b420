import type { Cohort } from "@muster/db/entities/cohort";
import type { Group } from "@muster/db/entities/group";
import { aCohort, aGroup, aMembership } from "@muster/db/testing/builders";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

const MINUTE = 60_000;

interface Two {
  cohort: Cohort;
  one: Group;
  two: Group;
}

async function twoGroups(t: TestHouse, given: { maxSize?: number } = {}): Promise<Two> {
  const cohort = await aCohort(t.em());
  const one = await aGroup(t.em(), { cohort, name: "Group 1", ...given });
  return { cohort, one, two: await aGroup(t.em(), { cohort, name: "Group 2", ...given }) };
}

/** Where somebody is now, by the rows themselves. */
const placeOf = async (t: TestHouse, personId: number): Promise<number[]> => {
  const rows = await t
    .em()
    .execute<{ group_id: number }[]>(
      "select group_id from memberships where person_id = ? and status = 'active' order by group_id",
      [personId],
    );
  return rows.map(({ group_id }) => group_id);
};

describe("a move taken back", () => {
  test("of a switch puts one into the old group and out of the new, in one act [JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one, two } = await twoGroups(t);
    const person = await aMember(t, cohort, one);
    const me = t.as({ personId: person.id });
    const { moveId } = await me.groups.join({ groupId: two.id });
    later(t, 15 * MINUTE);
    expect(await me.groups.undoMove({ moveId })).toEqual({ groupId: one.id });
    expect(await placeOf(t, person.id)).toEqual([one.id]);
    const due = await t
      .em()
      .execute<{ subject: string; generation: number }[]>(
        "select subject, generation::int from sync_tasks where system = 'discord' order by subject",
      );
    expect(due).toEqual([one, two].map(({ id }) => ({ subject: groupSubject(id), generation: 2 })));
  });

  test("of a leave gives the seat back, also where only the organiser makes groups and after the first meeting [JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one } = await twoGroups(t);
    const person = await aMember(t, cohort, one);
    await t.em().execute("update cohorts set direct_join = false");
    await t
      .em()
      .execute("insert into meetings (group_id, number, starts_at) values (?, 1, '2026-09-01T17:00:00Z')", [one.id]);
    const me = t.as({ personId: person.id });
    const { moveId } = await me.groups.leave({ groupId: one.id });
    expect(await placeOf(t, person.id)).toEqual([]);
    await me.groups.undoMove({ moveId });
    expect(await placeOf(t, person.id)).toEqual([one.id]);
  });

  test("of a join leaves one without a group again; twice is once [BR-1, JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one } = await twoGroups(t);
    const person = await aMember(t, cohort);
    const me = t.as({ personId: person.id });
    const { moveId } = await me.groups.join({ groupId: one.id });
    await me.groups.undoMove({ moveId });
    await me.groups.undoMove({ moveId });
    expect(await placeOf(t, person.id)).toEqual([]);
    expect((await me.groups.joinable({ cohortId: cohort.id })).moves).toEqual([]);
  });

  test("of a facilitator gives back the group they led, as its facilitator [JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one, two } = await twoGroups(t);
    const person = await aMember(t, cohort);
    await t.em().execute("update signups set role = 'facilitator' where person_id = ?", [person.id]);
    for (const group of [one, two]) await aMembership(t.em(), group, { person: person.id, role: "facilitator" });
    const me = t.as({ personId: person.id });
    const { moveId } = await me.groups.leave({ groupId: one.id });
    await me.groups.undoMove({ moveId });
    expect(await placeOf(t, person.id)).toEqual([one.id, two.id]);
    expect(await t.em().execute("select distinct role from memberships where status = 'active'")).toEqual([
      { role: "facilitator" },
    ]);
  });
});

describe("a move is not taken back", () => {
  type Scene = Two & { t: TestHouse; personId: number };
  const whenever: [string, string, (scene: Scene) => Promise<unknown>][] = [
    ["after a quarter of an hour", "undone for 15 minutes", async ({ t }) => later(t, 15 * MINUTE + 1)],
    [
      "when somebody has the seat",
      "Your seat in Group 1 was taken by somebody else.",
      async ({ t, cohort, one }) => t.as({ personId: (await aMember(t, cohort)).id }).groups.join({ groupId: one.id }),
    ],
    [
      "when an organiser has moved one since",
      "Your place has changed since",
      async ({ t, personId }) =>
        t
          .em()
          .execute("update memberships set status = 'removed' where person_id = ? and status = 'active'", [personId]),
    ],
    [
      "when the old group has ended",
      "Group 1 has ended",
      async ({ t, one }) => t.em().execute("update groups set status = 'cancelled' where id = ?", [one.id]),
    ],
    [
      "when the cohort is closed",
      "is closed",
      async ({ t }) => t.em().execute("update cohorts set status = 'completed'"),
    ],
  ];

  test.each(whenever)("%s: one stays where one is, and reads why [JS-8]", async (_, sentence, meanwhile) => {
    await using t = await testHouse();
    const { cohort, one, two } = await twoGroups(t, { maxSize: 1 });
    const person = await aMember(t, cohort, one);
    const me = t.as({ personId: person.id });
    const { moveId } = await me.groups.join({ groupId: two.id });
    await meanwhile({ t, cohort, one, two, personId: person.id });
    const before = await placeOf(t, person.id);
    const { moves } = await me.groups.joinable({ cohortId: cohort.id });
    expect(moves[0]!.undo?.notBecause ?? "This could be undone for 15 minutes.").toContain(sentence);
    await expect(me.groups.undoMove({ moveId })).rejects.toThrow(sentence);
    expect(await placeOf(t, person.id)).toEqual(before);
  });

  test("of somebody else, whoever knows its number", async () => {
    await using t = await testHouse();
    const { cohort, one } = await twoGroups(t);
    const person = await aMember(t, cohort);
    const { moveId } = await t.as({ personId: person.id }).groups.join({ groupId: one.id });
    const other = t.as({ personId: (await aMember(t, cohort)).id });
    await expect(other.groups.undoMove({ moveId })).rejects.toThrow("nothing to undo");
  });

  test("once one has withdrawn from the cohort [JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, one } = await twoGroups(t);
    const person = await aMember(t, cohort, one);
    const me = t.as({ personId: person.id });
    const { moveId } = await me.groups.leave({ groupId: one.id });
    await me.signups.withdraw({ cohortId: cohort.id });
    await expect(me.groups.undoMove({ moveId })).rejects.toThrow("Your place has changed since");
  });
});

test("what one did with one's place is told, the latest first, and may be undone for a while [JS-8]", async () => {
  await using t = await testHouse();
  const { cohort, one, two } = await twoGroups(t);
  const person = await aMember(t, cohort, one);
  const me = t.as({ personId: person.id });
  const started = t.now;
  const { moveId: first } = await me.groups.join({ groupId: two.id });
  later(t, MINUTE);
  const { moveId: second } = await me.groups.leave({ groupId: two.id });
  const told = async () => (await me.groups.joinable({ cohortId: cohort.id })).moves;
  expect(await told()).toEqual([
    {
      moveId: second,
      at: t.now,
      from: "Group 2",
      to: null,
      isTrade: false,
      undo: { until: new Date(t.now.getTime() + 15 * MINUTE), notBecause: null },
    },
    { moveId: first, at: started, from: "Group 1", to: "Group 2", isTrade: false, undo: null },
  ]);
  later(t, 16 * MINUTE);
  expect((await told())[0]!.undo).toBeNull();
});
