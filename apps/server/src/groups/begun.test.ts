import { ExternalRef } from "@muster/db/entities/external-ref";
import { Group } from "@muster/db/entities/group";
import { aGroup } from "@muster/db/testing/builders";
import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aMember, aScene, later, statusOf } from "../../testing/scene.ts";
import { passing } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { changedSince, previewsToReplace } from "../scheduling/replaced-groups.ts";
import { versionOf } from "./group-version.ts";

/** Group 2 was split off Group 1; when its realization was stopped, its text channel stood with everybody in it. */
async function stoppedHalfway(t: TestHouse) {
  const scene = await aScene(t, { members: 4 });
  const { cohort, group, bot } = scene;
  const kim = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true, name: "Kim" });
  const [full] = await kim.groups.list({ cohortId: cohort.id });
  const membershipIds = full!.members.slice(2).map(({ membershipId }) => membershipId);
  const { groupId, version: split } = await kim.groups.split({ groupId: group.id, membershipIds });
  const replaced = await previewsToReplace(t.em(), {
    cohortId: cohort.id,
    groups: [{ groupId, expectedVersion: await versionOf(t.em(), groupId) }],
  });
  // Until it is certain what became of the voice channel the group stays in preview.
  bot.weather = ({ kind }) => (kind === "voice-channel" ? "ambiguous" : "fine");
  await kim.realization.realize({ cohortId: cohort.id });
  await bot.work();
  await kim.realization.stop({ cohortId: cohort.id });
  await bot.work();
  const lookingIn = () => [...bot.guild.keys()].filter((key) => key.startsWith(`group:${groupId}/access-text/`)).length;
  expect([bot.guild.has(keys.textChannel(groupId)), lookingIn()]).toEqual([true, 2]);
  return { ...scene, kim, made: { id: groupId }, split, replaced, lookingIn };
}

type Halfway = Awaited<ReturnType<typeof stoppedHalfway>>;

type WayToGo = [how: string, (halfway: Halfway, t: TestHouse) => Promise<unknown>];

const waysToBeRemoved: WayToGo[] = [
  ["removed", ({ kim, made }) => kim.groups.remove({ groupId: made.id })],
  ["discarded with all previews", ({ kim, cohort }) => kim.scheduling.discardPreviews({ cohortId: cohort.id })],
  ["taken back into the group it was split off", ({ kim, split }) => kim.groups.revert({ auditId: split })],
];

const waysToGo: WayToGo[] = [
  ...waysToBeRemoved,
  [
    "replaced by another run",
    async ({ cohort, made }, t) =>
      previewsToReplace(t.em(), {
        cohortId: cohort.id,
        groups: [{ groupId: made.id, expectedVersion: await versionOf(t.em(), made.id) }],
      }),
  ],
];

test.each(waysToGo)(
  "a stopped group whose room stands is not %s: it is cancelled, and nobody is left in the room",
  async (_how, go) => {
    await using t = await testHouse();
    const halfway = await stoppedHalfway(t);
    const { kim, made, bot, lookingIn } = halfway;
    await expect(go(halfway, t)).rejects.toThrow(/is on Discord or on its way there. Cancel .* instead\./);
    expect(await statusOf(t, made)).toBe("preview");
    await kim.groups.cancel({ groupId: made.id });
    await bot.work();
    expect([bot.guild.has(keys.textChannel(made.id)), lookingIn()]).toEqual([true, 0]);
  },
);

test.each(waysToBeRemoved)(
  "a stopped group of which everything was deleted by hand is %s, and nothing of it is remembered",
  async (_how, go) => {
    await using t = await testHouse();
    const halfway = await stoppedHalfway(t);
    const { kim, cohort, made, bot } = halfway;
    bot.weather = () => "fine";
    later(t);
    await kim.sync.syncCohort({ cohortId: cohort.id });
    await bot.work();
    for (const key of [...bot.guild.keys()].filter((one) => one.startsWith("group:"))) bot.guild.delete(key);
    await kim.sync.syncCohort({ cohortId: cohort.id });
    await bot.work();
    const remembered = () => t.em().count(ExternalRef, { subject: groupSubject(made.id) });
    expect(await remembered()).toBeGreaterThan(0);
    await go(halfway, t);
    expect([await t.em().count(Group, made.id), await remembered()]).toEqual([0, 0]);
  },
);

test("a proposal that was to replace a group is stale once something of that group stands", async () => {
  await using t = await testHouse();
  const { replaced, made } = await stoppedHalfway(t);
  const [{ name } = { name: "" }] = await t.em().find(Group, { id: made.id });
  expect(await changedSince(t.em(), replaced)).toEqual([name]);
});

test("the history offers no way back to before a group of which something stands", async () => {
  await using t = await testHouse();
  const { kim, cohort, split } = await stoppedHalfway(t);
  const { entries } = await kim.groups.history({ cohortId: cohort.id });
  expect(entries.find(({ auditId }) => auditId === split)).toMatchObject({
    revertible: false,
    notBecause: expect.stringContaining("Cancel it instead."),
  });
});

test("a create whose answer never came counts as standing", async () => {
  await using t = await testHouse();
  const { cohort, bot } = await aScene(t);
  const two = await aGroup(t.em(), { cohort, name: "Group 2" });
  const kim = t.as({ personId: (await aMember(t, cohort, two)).id, isOrganiser: true });
  const refused = passing("500");
  bot.weather = ({ kind }) => (kind === "category" ? "fine" : kind === "text-channel" ? "ambiguous" : refused);
  await kim.realization.realize({ cohortId: cohort.id });
  await bot.work();
  await kim.realization.stop({ cohortId: cohort.id });
  expect(await t.em().execute("select 1 from external_refs where subject = ?", [two.subject()])).toEqual([]);
  await expect(kim.groups.remove({ groupId: two.id })).rejects.toThrow("Cancel it instead.");
});
