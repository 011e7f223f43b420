import { aGroup, aPerson } from "@muster/db/testing/builders";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";

/** Group 1 is full with three people; Ben waits for it, Ann has no place, and Kim organises. */
async function aCast(t: TestHouse) {
  const { cohort, group, people } = await aScene(t, { group: { maxSize: 3 } });
  const [ben, ann] = [await aMember(t, cohort), await aMember(t, cohort)];
  await t.as({ personId: ben.id }).waiting.join({ groupId: group.id });
  later(t);
  const kim = await aPerson(t.em(), { name: "Kim" });
  return {
    cohort,
    group,
    people,
    ann,
    desk: t.as({ personId: kim.id, isOrganiser: true, name: "Kim" }),
    putting: { groupId: group.id, personId: ann.id },
    mine: () => t.as({ personId: ann.id }).waiting.mine(),
  };
}

async function post(t: TestHouse): Promise<Letter[]> {
  const letters: Letter[] = [];
  later(t, 60_000);
  await deliverDue(t.ctx(), { send: async (letter) => void letters.push(letter) });
  return letters;
}

describe("putting somebody in line for a full group", () => {
  test("puts them at its end once, tells them once, and the letter's link leads out of it without signing in [SC-14, EM-2, EM-12]", async () => {
    await using t = await testHouse();
    const { desk, putting, ann, mine, group } = await aCast(t);
    const put = await desk.waiting.putInLine(putting);
    expect(put).toMatchObject({ ahead: 1, isNew: true });
    expect(await desk.waiting.putInLine(putting)).toEqual({ ...put, isNew: false });
    expect(await mine()).toMatchObject([{ name: "Group 1", ahead: 1 }]);
    const letters = await post(t);
    expect(letters.map(({ to }) => to)).toEqual([`person-${ann.id}@example.org`]);
    expect(letters[0]!.subject).toMatch(/^You are in line for Group 1 – /);
    expect(letters[0]!.text).toContain(
      "Kim has put you in line for a seat in Group 1 of AI Safety (October 2026): 1 ahead of you.",
    );
    const token = /\/line\/([\w.-]+)/.exec(letters[0]!.text)![1]!;
    const nobody = t.asBot().waiting;
    for (let look = 0; look < 2; look++) expect(await nobody.line({ token })).toMatchObject({ open: true, ahead: 1 });
    expect(await mine()).toHaveLength(1);
    for (let press = 0; press < 2; press++)
      expect((await nobody.leaveByLink({ token })).sentence).toBe("You are no longer in line for Group 1.");
    expect(await mine()).toEqual([]);
    expect(await t.asBot().waiting.line({ token })).toMatchObject({ open: false });
    await expect(nobody.line({ token: `${token}x` })).rejects.toThrow("This link leads nowhere.");
    await desk.waiting.putInLine({ groupId: group.id, personId: ann.id });
    later(t, 31 * 86_400_000);
    await expect(nobody.line({ token })).rejects.toThrow("This link leads nowhere.");
  });

  test("is undone before anybody is told, and never takes out whoever came by themselves [SC-14, SC-22]", async () => {
    await using t = await testHouse();
    const { desk, putting, mine, cohort, ann } = await aCast(t);
    const { waitId } = await desk.waiting.putInLine(putting);
    const near = async () =>
      (await desk.groups.nearest({ cohortId: cohort.id })).find(({ personId }) => personId === ann.id)?.near[0]?.line;
    expect(await near()).toEqual({ waitId, byOrganiser: true });
    await desk.waiting.takeOut({ waitId });
    await desk.waiting.takeOut({ waitId });
    expect(await mine()).toEqual([]);
    expect(await near()).toBeNull();
    expect(await post(t)).toEqual([]);
    const own = await t.as({ personId: ann.id }).waiting.join({ groupId: putting.groupId });
    await expect(desk.waiting.takeOut({ waitId: own.waitId })).rejects.toThrow("There is no such place");
    const { entries } = await desk.groups.history({ cohortId: cohort.id });
    expect(entries.map(({ words }) => words.replace(/^\S+ \d+ /, ""))).toEqual([
      "was taken out of the line for Group 1",
      "was put in line for Group 1",
    ]);
  });

  test("is refused in one sentence by the rules of their own joining it [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, putting, cohort, people, ann } = await aCast(t);
    const roomy = await aGroup(t.em(), { cohort, name: "Roomy" });
    await expect(desk.waiting.putInLine({ ...putting, groupId: roomy.id })).rejects.toThrow("Roomy has a free seat");
    await expect(desk.waiting.putInLine({ ...putting, personId: people[0]!.id })).rejects.toThrow(
      "is in Group 1 already",
    );
    const stranger = await aPerson(t.em());
    await expect(desk.waiting.putInLine({ ...putting, personId: stranger.id })).rejects.toThrow("have not signed up");
    await desk.signups.leaveOut({ cohortId: cohort.id, personId: ann.id });
    await expect(desk.waiting.putInLine(putting)).rejects.toThrow("Bring them back first.");
    await desk.signups.bringBack({ cohortId: cohort.id, personId: ann.id });
    await t.em().execute("update cohorts set direct_join = false");
    await expect(desk.waiting.putInLine(putting)).rejects.toThrow("has no waiting lists");
  });
});
