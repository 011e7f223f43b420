import { aCohort, aGroup, aMeeting } from "@muster/db/testing/builders";
import { isAwaiting } from "@muster/db/queries/awaiting";
import { settingsFor } from "@muster/domain/scheduling-settings";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { snapshot } from "../scheduling/snapshot.ts";

const MINUTE = 60_000;

const awaiting = async (t: TestHouse, cohortId: number): Promise<number[]> => {
  const rows = await t.em().execute<{ id: number }[]>(
    `select person.id from signups signup join people person on person.id = signup.person_id
       where signup.cohort_id = ? and ${isAwaiting} order by 1`,
    [cohortId],
  );
  return rows.map(({ id }) => id);
};
const settings = settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 4, maxSize: 8 });
const candidates = async (t: TestHouse, cohortId: number) =>
  (await snapshot(t.em(), { cohortId, settings, fillStanding: false })).candidates.map(({ personId }) => personId);
const stays = (t: TestHouse, personId: number) =>
  t
    .em()
    .execute<{ group_id: number; status: string }[]>(
      "select group_id, status from memberships where person_id = ? order by id",
      [personId],
    );

describe("pausing", () => {
  test("gives up the seat and the lines, leaves one out of runs and in the list, and ends when one comes back [JS-13]", async () => {
    await using t = await testHouse();
    const { cohort, group, people } = await aScene(t);
    const full = await aGroup(t.em(), { cohort, name: "Full", maxSize: 1 });
    await aMember(t, cohort, full);
    const me = t.as({ personId: people[0]!.id });
    const { waitId } = await me.waiting.join({ groupId: full.id });
    await me.callBacks.ask({ cohortId: cohort.id });
    await me.signups.pause({ cohortId: cohort.id, reason: "Exams until May" });
    expect(await stays(t, people[0]!.id)).toEqual([{ group_id: group.id, status: "left" }]);
    expect(await awaiting(t, cohort.id)).toEqual([]);
    expect(await candidates(t, cohort.id)).toEqual([]);
    expect((await me.callBacks.mine({ cohortId: cohort.id }))?.state).toBe("withdrawn");
    expect(await me.signups.mine()).toMatchObject([
      { groupingStatus: "paused", away: { since: t.now, instead: null }, groups: [] },
    ]);
    expect((await me.groups.joinable({ cohortId: cohort.id })).moves).toMatchObject([{ from: "Group 1", to: null }]);
    await expect(me.groups.join({ groupId: group.id })).rejects.toThrow("Come back first");
    const placing = { cohortId: cohort.id, personId: people[0]!.id, groupId: group.id };
    await expect(t.as({ personId: 1, isOrganiser: true }).groups.place(placing)).rejects.toThrow("has paused");
    const desk = t.as({ personId: people[1]!.id, isOrganiser: true });
    const row = (await desk.cohorts.people({ cohortId: cohort.id })).find((each) => each.personId === people[0]!.id);
    expect(row).toMatchObject({
      groupingStatus: "paused",
      away: { since: t.now, instead: null },
      said: { words: "Exams until May" },
    });
    later(t);
    await me.signups.comeBack({ cohortId: cohort.id });
    await me.signups.comeBack({ cohortId: cohort.id });
    expect(await awaiting(t, cohort.id)).toEqual([people[0]!.id]);
    expect(await candidates(t, cohort.id)).toEqual([people[0]!.id]);
    expect(await me.waiting.mine()).toEqual([]);
    expect(waitId).toBeGreaterThan(0);
  });

  test("undone soon afterwards brings back the seat and the place in every line [JS-13, JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, group, people } = await aScene(t);
    const full = await aGroup(t.em(), { cohort, name: "Full", maxSize: 1 });
    await aMember(t, cohort, full);
    const me = t.as({ personId: people[0]!.id });
    await me.waiting.join({ groupId: full.id });
    const { moveId } = await me.signups.pause({ cohortId: cohort.id });
    later(t, 10 * MINUTE);
    await me.groups.undoMove({ moveId: moveId! });
    expect((await stays(t, people[0]!.id)).at(-1)).toEqual({ group_id: group.id, status: "active" });
    expect(await me.signups.mine()).toMatchObject([{ groupingStatus: "grouped", away: null }]);
    expect(await me.waiting.mine()).toMatchObject([{ name: "Full", ahead: 0 }]);
  });

  test("is not for whoever leads a group, nor in a cohort that is closed, and a paused facilitator is no candidate", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const person = await aMember(t, cohort);
    await t.em().execute("update signups set role = 'facilitator' where person_id = ?", [person.id]);
    await t
      .em()
      .execute("insert into facilitators (person_id, certified_at, max_groups) values (?, now(), 2)", [person.id]);
    const stay = "insert into memberships (group_id, person_id, cohort_id, role) values (?, ?, ?, 'facilitator')";
    await t.em().execute(stay, [group.id, person.id, cohort.id]);
    const me = t.as({ personId: person.id });
    await expect(me.signups.pause({ cohortId: cohort.id })).rejects.toThrow("You lead a group here.");
    await me.groups.leave({ groupId: group.id });
    await me.signups.pause({ cohortId: cohort.id });
    expect(await candidates(t, cohort.id)).toEqual([]);
    await t.em().execute("update cohorts set status = 'completed'");
    await expect(me.signups.comeBack({ cohortId: cohort.id })).rejects.toThrow("is closed");
  });
});

describe("coming to a later cohort instead", () => {
  test("signs one up there in the same role and leaves one here in the history; coming back takes it back [JS-13]", async () => {
    await using t = await testHouse();
    const { cohort, group, people } = await aScene(t);
    const inCourse = { course: cohort.course };
    const next = await aCohort(t.em(), { ...inCourse, name: "January", startDate: "2027-01-11" });
    await aCohort(t.em(), { ...inCourse, name: "Earlier", startDate: "2026-09-01" });
    await aCohort(t.em(), { ...inCourse, name: "Closed", startDate: "2027-02-01", signupsOpen: false });
    const elsewhere = await aCohort(t.em(), { startDate: "2027-01-11" });
    await aMeeting(t.em(), group, { number: 1 });
    const me = t.as({ personId: people[0]!.id });
    expect(await me.signups.laterCohorts({ cohortId: cohort.id })).toMatchObject([
      { cohortId: next.id, name: "January" },
    ]);
    for (const toCohortId of [elsewhere.id, cohort.id])
      await expect(me.signups.defer({ cohortId: cohort.id, toCohortId })).rejects.toThrow("takes no sign-ups");
    const { moveId } = await me.signups.defer({ cohortId: cohort.id, toCohortId: next.id });
    expect(await awaiting(t, next.id)).toEqual([people[0]!.id]);
    expect(await me.signups.mine()).toMatchObject([
      { cohort: "January", role: "participant", groupingStatus: "awaiting_grouping" },
      { cohort: "October 2026", groupingStatus: "deferred", away: { instead: "January" } },
    ]);
    await me.groups.undoMove({ moveId: moveId! });
    expect(await me.signups.mine()).toMatchObject([{ cohort: "October 2026", groupingStatus: "grouped" }]);
    await me.signups.defer({ cohortId: cohort.id, toCohortId: next.id });
    const there = await aGroup(t.em(), { cohort: next, name: "Group 9" });
    await me.groups.join({ groupId: there.id });
    await expect(me.signups.comeBack({ cohortId: cohort.id })).rejects.toThrow("a place in Group 9 of January already");
  });
});
