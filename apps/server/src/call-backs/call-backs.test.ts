import { AuditEntry } from "@muster/db/entities/audit-entry";
import { aCohort, aGroup, aPerson } from "@muster/db/testing/builders";
import { parseIntervals } from "@muster/domain/week";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

/** Free on Tuesdays only; London's evening groups of the builders meet on Tuesday at 18:00. */
const paint = (t: TestHouse, personId: number, available: string) =>
  t
    .em()
    .execute(
      "update people set availability = ?::jsonb, availability_at = ?, time_zone = 'Europe/London' where id = ?",
      [JSON.stringify({ available: parseIntervals(available), ifNeeded: [] }), t.now, personId],
    );

const organiserOf = (t: TestHouse, personId: number) => t.as({ personId, name: "Maya", isOrganiser: true });

describe("asking the organiser", () => {
  test("takes the week along as it stood, with the groups that come nearest, the nearest first [JS-12]", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em());
    const six = await aGroup(t.em(), { cohort, name: "Group 1", weekday: 1, startMinute: 18 * 60, maxSize: 3 });
    const eight = await aGroup(t.em(), { cohort, name: "Group 2", weekday: 1, startMinute: 20 * 60 });
    await aGroup(t.em(), { cohort, name: "Group 3", weekday: 4, startMinute: 18 * 60 });
    const person = await aMember(t, cohort);
    await paint(t, person.id, "T19:15 T20:30");
    const me = t.as({ personId: person.id });
    const asked = await me.callBacks.ask({ cohortId: cohort.id, note: "  Mornings would work too  " });
    expect(asked).toMatchObject({ state: "open", note: "Mornings would work too", askedAt: t.now });
    later(t);
    await paint(t, person.id, "S09:00 S12:00");
    const [row, ...others] = await organiserOf(t, person.id).callBacks.open({ cohortId: cohort.id });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ personId: person.id, availableMinutes: 75, changedSince: true, group: null });
    expect(
      row!.nearest.map(({ groupId, missingMinutes, shiftMinutes }) => [groupId, missingMinutes, shiftMinutes]),
    ).toEqual([
      [eight.id, 30, -30],
      [six.id, 60, 75],
      [expect.any(Number), 60, null],
    ]);
    expect(row!.nearest[1]).toMatchObject({ name: "Group 1", seatsLeft: 3 });
  });

  test("twice shows the first, also when both are clicked at once [JS-15]", async () => {
    await using t = await testHouse();
    const { cohort, people } = await aScene(t);
    const me = t.as({ personId: people[0]!.id });
    const both = await Promise.all([
      me.callBacks.ask({ cohortId: cohort.id, note: "once" }),
      me.callBacks.ask({ cohortId: cohort.id, note: "once" }),
    ]);
    later(t);
    const again = await me.callBacks.ask({ cohortId: cohort.id, note: "twice" });
    expect(new Set([...both, again].map(({ callBackId }) => callBackId)).size).toBe(1);
    expect(again.note).toBe("once");
    const [row] = await organiserOf(t, people[0]!.id).callBacks.open({ cohortId: cohort.id });
    expect(row).toMatchObject({ group: { name: "Group 1" }, nearest: [] });
  });

  test("is refused to whoever did not sign up, and in a cohort that is over [JS-12]", async () => {
    await using t = await testHouse();
    const { cohort, people } = await aScene(t);
    const stranger = t.as({ personId: (await aPerson(t.em())).id });
    await expect(stranger.callBacks.ask({ cohortId: cohort.id })).rejects.toThrow("not signed up");
    await t.em().execute("update cohorts set status = 'completed'");
    await expect(t.as({ personId: people[0]!.id }).callBacks.ask({ cohortId: cohort.id })).rejects.toThrow("is closed");
  });
});

describe("a request", () => {
  test("answered leaves the organiser's list, its words reach the member, and it is written down who did it [JS-12]", async () => {
    await using t = await testHouse();
    const { cohort, people } = await aScene(t);
    const me = t.as({ personId: people[0]!.id });
    const desk = organiserOf(t, people[1]!.id);
    expect(await me.callBacks.mine({ cohortId: cohort.id })).toBeNull();
    const { callBackId } = await me.callBacks.ask({ cohortId: cohort.id });
    await desk.callBacks.answer({ callBackId, answer: "Group 4 will have a seat on Friday." });
    expect(await desk.callBacks.open({ cohortId: cohort.id })).toEqual([]);
    expect(await me.callBacks.mine({ cohortId: cohort.id })).toMatchObject({
      state: "answered",
      answer: "Group 4 will have a seat on Friday.",
      closedAt: t.now,
    });
    expect(await t.em().find(AuditEntry, {})).toMatchObject([
      { action: "callBacks.answer", actor: "Maya", object: `person:${people[0]!.id}` },
    ]);
    await expect(desk.callBacks.answer({ callBackId, answer: "Never mind" })).rejects.toThrow("answered this already");
    expect((await me.callBacks.ask({ cohortId: cohort.id })).callBackId).not.toBe(callBackId);
  });

  test("taken back leaves the list, only by its own person, and what was answered stays answered [JS-15]", async () => {
    await using t = await testHouse();
    const { cohort, people } = await aScene(t);
    const [me, other] = [t.as({ personId: people[0]!.id }), t.as({ personId: people[1]!.id })];
    const desk = organiserOf(t, people[2]!.id);
    const { callBackId } = await me.callBacks.ask({ cohortId: cohort.id });
    await expect(other.callBacks.takeBack({ callBackId })).rejects.toThrow("no such request");
    await me.callBacks.takeBack({ callBackId });
    expect(await desk.callBacks.open({ cohortId: cohort.id })).toEqual([]);
    await expect(desk.callBacks.answer({ callBackId })).rejects.toThrow("taken this back");
    const second = await me.callBacks.ask({ cohortId: cohort.id });
    await desk.callBacks.answer({ callBackId: second.callBackId });
    expect(await me.callBacks.takeBack({ callBackId: second.callBackId })).toMatchObject({ state: "answered" });
  });
});
