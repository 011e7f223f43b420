import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { isAwaiting } from "@muster/db/queries/awaiting";
import { aCohort, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import type { GroupBrief } from "@muster/domain/brief";
import { keys } from "@muster/domain/brief";
import { cohortSubject, groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, statusOf, taskOf, type Scene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { cancelGroup } from "./cancel.ts";
import { completeGroup } from "./complete.ts";
import { mergeGroup } from "./merge.ts";

/** The scene's group realized, and a second one beside it with two people of its own. */
async function twoGroups(t: TestHouse, cast: Parameters<typeof aScene>[1] = {}): Promise<Scene & { other: Group }> {
  const scene = await aScene(t, cast);
  const other = await aGroup(t.em(), { cohort: scene.cohort, name: "Group 2" });
  for (let count = 0; count < 2; count++) scene.bot.present.add((await aMember(t, scene.cohort, other)).discordId!);
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  expect([await statusOf(t, scene.group), await statusOf(t, other)]).toEqual(["active", "active"]);
  return { ...scene, other };
}

const stays = async (t: TestHouse, group: { id: number }) =>
  (await t.em().find(Membership, { group: group.id }, { orderBy: { id: "asc" } })).map(({ status, role, reason }) => ({
    status,
    role,
    reason,
  }));

const awaiting = async (t: TestHouse): Promise<number> => {
  const rows = await t
    .em()
    .execute(`select from signups signup join people person on person.id = signup.person_id where ${isAwaiting}`);
  return rows.length;
};

const lastBriefOf = ({ bot }: Scene, group: { id: number }) =>
  bot.briefs.findLast(({ subject }) => subject === groupSubject(group.id)) as GroupBrief;

describe("a group that is completed", () => {
  test("frees its seats, cancels what lay ahead, and leaves its members reading in the archive [L17]", async () => {
    await using t = await testHouse();
    const scene = await twoGroups(t);
    const { group, cohort, bot } = scene;
    await completeGroup(t.ctx(), { groupId: group.id });
    expect(await stays(t, group)).toEqual(
      Array.from({ length: 3 }, () => ({ status: "completed", role: "participant", reason: null })),
    );
    const [row] = await t.em().find(Group, { id: group.id });
    expect(row).toMatchObject({
      status: "completed",
      taken: 0,
      archiveNumber: 1,
      categoryNumber: null,
      endedAt: t.now,
    });
    expect(await t.em().count(Meeting, { group: group.id, status: "planned" })).toBe(0);
    await bot.work();
    expect(bot.guild.get(keys.archive(cohort.id, 1))).toHaveLength(1);
    const brief = lastBriefOf(scene, group);
    expect(brief).toMatchObject({ categoryKey: keys.archive(cohort.id, 1), group: { status: "completed" } });
    expect(brief.members).toHaveLength(3);
    expect(brief.meetings.map(({ event }) => event)).not.toContain("wanted");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "settled" });
    // Whoever completed the course does not wait for another group of the same cohort.
    expect(await awaiting(t)).toBe(0);
  });

  test("cannot have been in preview, and does not complete twice [INV-6]", async () => {
    await using t = await testHouse();
    const { group, cohort } = await twoGroups(t);
    const preview = await aGroup(t.em(), { cohort, name: "Group 9" });
    await expect(completeGroup(t.ctx(), { groupId: preview.id })).rejects.toThrow(/still in preview/);
    await completeGroup(t.ctx(), { groupId: group.id });
    await expect(completeGroup(t.ctx(), { groupId: group.id })).rejects.toThrow("Group 1 was completed already.");
    await expect(cancelGroup(t.ctx(), { groupId: group.id })).rejects.toThrow("Group 1 was completed already.");
    expect(await statusOf(t, group)).toBe("completed");
    const entries = await t.em().find(AuditEntry, { action: "groups.complete" });
    expect(entries.map(({ object, before, after }) => [object, before, after])).toEqual([
      [groupSubject(group.id), { status: "active" }, { status: "completed" }],
    ]);
  });
});

describe("a group that is cancelled", () => {
  test("loses its members with the reason, who wait for a group again, and keeps its channels in the archive", async () => {
    await using t = await testHouse();
    const scene = await twoGroups(t);
    const { group, bot } = scene;
    const [text, voice] = [bot.guild.get(keys.textChannel(group.id)), bot.guild.get(keys.voiceChannel(group.id))];
    await cancelGroup(t.ctx(), { groupId: group.id, reason: "The facilitator fell ill" });
    await bot.work();
    expect((await stays(t, group)).map(({ status, reason }) => [status, reason])).toEqual(
      Array.from({ length: 3 }, () => ["removed", "The facilitator fell ill"]),
    );
    expect(await awaiting(t)).toBe(3);
    expect([...bot.guild.keys()].filter((key) => key.startsWith(`group:${group.id}/access-`))).toEqual([]);
    expect([bot.guild.get(keys.textChannel(group.id)), bot.guild.get(keys.voiceChannel(group.id))]).toEqual([
      text,
      voice,
    ]);
    // Nobody is told in a channel that everybody has left.
    expect(lastBriefOf(scene, group).messages).toEqual([]);
  });

  test("in the middle of being created is archived with whatever has come to stand, and nothing more is made [AD-5]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    bot.weather = ({ kind, action }) => (kind === "voice-channel" && action === "create" ? "dies after" : "fine");
    await expect(bot.work()).rejects.toThrow();
    await cancelGroup(t.ctx(), { groupId: group.id });
    bot.weather = () => "fine";
    await bot.restart();
    bot.calls.length = 0;
    for (let rounds = 0; rounds < 4; rounds++, later(t)) await bot.work();
    expect(bot.calls.filter((call) => call.startsWith("create group"))).toEqual([]);
    expect([...bot.guild.keys()].some((key) => key.includes("/access-"))).toBe(false);
    expect(bot.guild.get(keys.archive(cohort.id, 1))).toHaveLength(1);
    expect(await statusOf(t, group)).toBe("cancelled");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "settled" });
  });

  test("and never stood on Discord asks nothing of it: no archive, no round", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await cancelGroup(t.ctx(), { groupId: group.id });
    await bot.work();
    expect(bot.calls).toEqual([]);
    expect(await taskOf(t, cohortSubject(cohort.id))).toBeUndefined();
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "settled" });
    expect(await awaiting(t)).toBe(3);
  });
});

describe("a group that is merged into another", () => {
  test("has its people move with their roles before it ends, and lets go of them when the other has let them in", async () => {
    await using t = await testHouse();
    const scene = await twoGroups(t, { cohort: { maxSize: 8 } });
    const { group, other, cohort, bot } = scene;
    const lead = await aMember(t, cohort);
    await aMembership(t.em(), group, { person: lead.id, role: "facilitator" });
    bot.present.add(lead.discordId!);
    await bot.work();
    const [row] = [await mergeGroup(t.ctx(), { groupId: group.id, intoGroupId: other.id })];
    expect(row).toEqual({ moved: 4, version: expect.any(Number) });
    expect(await statusOf(t, group)).toBe("merged");
    expect((await stays(t, other)).map(({ status, role }) => `${status} ${role}`)).toEqual([
      "active participant",
      "active participant",
      "active participant",
      "active participant",
      "active participant",
      "active facilitator",
    ]);
    const organiser = t.as({ personId: lead.id, isOrganiser: true });
    const [card] = (await organiser.groups.list({ cohortId: cohort.id })).filter(({ id }) => id === group.id);
    expect(card?.ended).toMatchObject({ mergedInto: "Group 2", endedAt: t.now });
    expect(card?.ended?.people).toHaveLength(4);
    bot.calls.length = 0;
    await bot.work();
    const given = bot.calls.findLastIndex((call) => call.startsWith(`create group:${other.id}/access-`));
    const taken = bot.calls.findIndex((call) => call.startsWith(`delete group:${group.id}/access-`));
    expect(given).toBeGreaterThan(-1);
    expect(taken).toBeGreaterThan(given);
    expect(await awaiting(t)).toBe(0);
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "settled" });
  });

  test("waits for a group that cannot let them in, and not for ever [INV-3]", async () => {
    await using t = await testHouse();
    const { group, other, bot } = await twoGroups(t);
    bot.weather = ({ kind, key }) =>
      kind === "access" && key.startsWith(`group:${other.id}/`)
        ? { class: "needs_person", code: "50013", message: "no" }
        : "fine";
    await mergeGroup(t.ctx(), { groupId: group.id, intoGroupId: other.id });
    await bot.work();
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "waiting", last_error: "merge_waits" });
    expect(bot.calls.some((call) => call.startsWith(`delete group:${group.id}/access-`))).toBe(false);
    later(t);
    await bot.work();
    expect([...bot.guild.keys()].filter((key) => key.startsWith(`group:${group.id}/access-`))).toEqual([]);
  });

  test("is refused without seats, across cohorts, into itself, into a preview and into an ended one", async () => {
    await using t = await testHouse();
    const { group, other, cohort } = await twoGroups(t, { cohort: { maxSize: 4 } });
    const into = (intoGroupId: number) => mergeGroup(t.ctx(), { groupId: group.id, intoGroupId });
    await expect(into(other.id)).rejects.toThrow("Group 2 has 2 free seats, and 3 people would come.");
    await expect(into(group.id)).rejects.toThrow("A group cannot be merged into itself.");
    const foreign = await aGroup(t.em(), { cohort: await aCohort(t.em()), status: "active" });
    await expect(into(foreign.id)).rejects.toThrow("There is no such group in this cohort.");
    const preview = await aGroup(t.em(), { cohort, name: "Group 9" });
    await expect(into(preview.id)).rejects.toThrow(/still in preview/);
    await cancelGroup(t.ctx(), { groupId: other.id });
    await expect(into(other.id)).rejects.toThrow("Group 2 was cancelled already.");
    await expect(into(2_000_000_000)).rejects.toThrow("There is no such group.");
    expect(await statusOf(t, group)).toBe("active");
    expect(await stays(t, group)).toHaveLength(3);
  });

  test("by two organisers at once ends once, and nobody is lost or doubled [AD-4]", async () => {
    await using t = await testHouse();
    const { group, other } = await twoGroups(t);
    const done = await Promise.allSettled([
      mergeGroup(t.ctx(), { groupId: group.id, intoGroupId: other.id }),
      mergeGroup(t.ctx(), { groupId: other.id, intoGroupId: group.id }),
      cancelGroup(t.ctx(), { groupId: group.id }),
    ]);
    expect(done.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    const active = await t.em().find(Membership, { status: "active" }, { populate: ["group"] });
    expect(active.every(({ group: theirs }) => theirs.isLive())).toBe(true);
    expect(new Set(active.map(({ person }) => person.id)).size).toBe(active.length);
    const groups = await t.em().find(Group, {});
    for (const { id, taken } of groups)
      expect(taken).toBe(active.filter(({ group: theirs }) => theirs.id === id).length);
  });
});

test("what has changed since somebody read the plan is not done", async () => {
  await using t = await testHouse();
  const { group, cohort } = await twoGroups(t);
  const organiser = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const deed = { verb: "cancel", groupId: group.id } as const;
  const { planId } = await organiser.endings.look({ deed });
  const { seen, effects } = await organiser.endings.plan({ deed, planId });
  expect(effects[0]).toBe("3 people wait for a group again.");
  await aMember(t, cohort, group);
  await expect(organiser.groups.cancel({ groupId: group.id, seen })).rejects.toThrow(
    "Group 1 has changed since you read what would happen. Look at it again.",
  );
  const again = await organiser.endings.plan({ deed, planId });
  await organiser.groups.cancel({ groupId: group.id, seen: again.seen });
  expect(await statusOf(t, group)).toBe("cancelled");
});

test("a facilitator sees their groups in preview, active and completed; a member of a cancelled one reads why [QRY11, W2]", async () => {
  await using t = await testHouse();
  const { group, other, cohort } = await twoGroups(t);
  const lead = await aPerson(t.em());
  await aSignup(t.em(), { person: lead.id, cohort: cohort.id, role: "facilitator" });
  const preview = await aGroup(t.em(), { cohort, name: "Group 3" });
  for (const led of [group, other, preview]) await aMembership(t.em(), led, { person: lead.id, role: "facilitator" });
  await completeGroup(t.ctx(), { groupId: group.id });
  const [mine] = await t.as({ personId: lead.id }).signups.mine();
  expect(mine!.groups.map(({ name, status }) => [name, status])).toEqual([
    ["Group 2", "active"],
    ["Group 3", "preview"],
  ]);
  expect(mine!.past).toMatchObject([{ name: "Group 1", status: "completed", mergedInto: null }]);

  const [member] = await t.em().find(Membership, { group: other.id, role: "participant" });
  await cancelGroup(t.ctx(), { groupId: other.id, reason: "too few people" });
  const [theirs] = await t.as({ personId: member!.person.id }).signups.mine();
  expect(theirs).toMatchObject({
    groups: [],
    past: [{ name: "Group 2", status: "cancelled", reason: "too few people", textUrl: null }],
  });
});
