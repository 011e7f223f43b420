import { aGroup, aPerson } from "@muster/db/testing/builders";
import { settingsFor } from "@muster/domain/scheduling-settings";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { preflight } from "../scheduling/preflight.ts";
import { snapshot } from "../scheduling/snapshot.ts";

const settings = settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 4, maxSize: 8 });
const candidates = async (t: TestHouse, cohortId: number) =>
  (await snapshot(t.em(), { cohortId, settings, fillStanding: false })).candidates.map(({ personId }) => personId);

/** Somebody who waits, and an organiser called Kim. */
async function aDesk(t: TestHouse) {
  const scene = await aScene(t);
  const person = await aMember(t, scene.cohort);
  const kim = await aPerson(t.em(), { name: "Kim" });
  return {
    ...scene,
    person,
    me: t.as({ personId: person.id }),
    desk: t.as({ personId: kim.id, isOrganiser: true }),
    both: { cohortId: scene.cohort.id, personId: person.id },
    rowOf: async () =>
      (await t.as({ personId: kim.id, isOrganiser: true }).cohorts.people({ cohortId: scene.cohort.id })).find(
        ({ personId }) => personId === person.id,
      ),
  };
}

describe("leaving somebody out", () => {
  test("ends their being a candidate until they are brought back, and says by whom, when and why [SC-14]", async () => {
    await using t = await testHouse();
    const { cohort, person, desk, both, rowOf } = await aDesk(t);
    expect(await candidates(t, cohort.id)).toEqual([person.id]);
    await desk.signups.leaveOut({ ...both, reason: "Comes in spring" });
    expect(await candidates(t, cohort.id)).toEqual([]);
    const since = t.now;
    later(t);
    await desk.signups.leaveOut({ ...both, reason: "Another reason" });
    expect(await rowOf()).toMatchObject({
      groupingStatus: "left_out",
      leftOut: { since, by: "Kim", because: "Comes in spring" },
    });
    const words = (await desk.groups.history({ cohortId: cohort.id })).entries.map((entry) => entry.reason);
    expect(words).toEqual(["Comes in spring"]);
    await desk.signups.bringBack(both);
    await desk.signups.bringBack(both);
    expect(await candidates(t, cohort.id)).toEqual([person.id]);
    expect(await rowOf()).toMatchObject({ groupingStatus: "awaiting_grouping", leftOut: null });
    expect((await desk.groups.history({ cohortId: cohort.id })).entries).toHaveLength(2);
  });

  test("is said before a run, and never counted as somebody who has a place [SC-14, SC-5]", async () => {
    await using t = await testHouse();
    const { cohort, desk, both } = await aDesk(t);
    await desk.signups.leaveOut(both);
    const { infos } = await preflight(t.ctx(), { cohortId: cohort.id, settings });
    expect(infos.find(({ code }) => code === "left_out")?.sentence).toBe(
      "1 person has been left out of the runs by an organiser.",
    );
    expect(infos.find(({ code }) => code === "placed")?.people).toHaveLength(3);
  });

  test("is told to themselves without the organiser's reason, and with whom to ask [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, both, me } = await aDesk(t);
    await desk.signups.leaveOut({ ...both, reason: "A private matter" });
    const [mine] = await me.signups.mine();
    expect(mine).toMatchObject({ groupingStatus: "left_out", leftOut: { by: "Kim" }, canJoin: true });
    expect(JSON.stringify(mine)).not.toContain("private");
  });

  test("ends when they take a free seat by themselves, and keeps an organiser's hand from placing them [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, both, me, group, rowOf } = await aDesk(t);
    await desk.signups.leaveOut(both);
    await expect(desk.groups.place({ ...both, groupId: group.id })).rejects.toThrow("Bring them back first.");
    await me.groups.join({ groupId: group.id });
    expect(await rowOf()).toMatchObject({ groupingStatus: "grouped", leftOut: null });
    await expect(desk.signups.leaveOut(both)).rejects.toThrow("is in Group 1. Take them out of it first");
  });

  test("is refused in one sentence where there is nobody to leave out, or nothing changes any more", async () => {
    await using t = await testHouse();
    const { cohort, desk, both, me } = await aDesk(t);
    const stranger = await aPerson(t.em());
    await expect(desk.signups.leaveOut({ ...both, personId: stranger.id })).rejects.toThrow("have not signed up for");
    await me.signups.pause({ cohortId: cohort.id });
    await expect(desk.signups.leaveOut(both)).rejects.toThrow("has paused");
    await me.signups.comeBack({ cohortId: cohort.id });
    await aGroup(t.em(), { cohort, name: "Group 9" });
    await t.em().execute("update cohorts set status = 'completed'");
    await expect(desk.signups.leaveOut(both)).rejects.toThrow("is closed");
  });
});
