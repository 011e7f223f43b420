import { ExternalRef } from "@muster/db/entities/external-ref";
import { Meeting } from "@muster/db/entities/meeting";
import { SyncRound } from "@muster/db/entities/sync-round";
import { SyncTask } from "@muster/db/entities/sync-task";
import { keys } from "@muster/domain/brief";
import { defaultDriftPolicy } from "@muster/domain/drift";
import type { PlannedStep } from "@muster/domain/report";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, type Scene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { sweep } from "./sweep.ts";

type Difference = PlannedStep["differences"][number];

/** A realized group, one of whose things the bot found changed by hands and left so. */
async function changedByHand(
  t: TestHouse,
  change: (scene: Scene) => Promise<{ key: string; kind: PlannedStep["kind"]; differences: Difference[] }>,
) {
  const scene = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  const caller = t.as({ personId: (await aMember(t, scene.cohort)).id, isOrganiser: true });
  const { key, kind, differences } = await change(scene);
  await seen(t, scene, { key, kind, differences });
  const cards = async () => (await caller.sync.health({ cohortId: scene.cohort.id })).drift;
  return { ...scene, caller, key, cards };
}

/** What the last round saw, as a bot tells it. */
async function seen(
  t: TestHouse,
  { group }: Scene,
  { key, kind, differences }: { key: string; kind: PlannedStep["kind"]; differences: Difference[] },
): Promise<void> {
  const em = t.em();
  const task = await em.findOneOrFail(SyncTask, { subject: groupSubject(group.id), system: "discord" });
  const before = task.outcomes[key]!;
  task.outcomes = { ...task.outcomes, [key]: { ...before, kind, action: "update", result: "held" } };
  const round = await em.findOneOrFail(
    SyncRound,
    { subject: groupSubject(group.id), plan: { $ne: null } },
    { orderBy: { id: "desc" } },
  );
  round.plan = round.plan!.map((step) =>
    step.key === key ? { ...step, action: "update", held: true, differences } : step,
  );
  await em.flush();
}

const renamed = (from: string): Difference[] => [{ field: "name", from, to: "group-1" }];
const aRename = async ({ group }: Scene) => ({
  key: keys.textChannel(group.id),
  kind: "text-channel" as const,
  differences: renamed("our-room"),
});
const aMove = async ({ group }: Scene) => ({
  key: keys.textChannel(group.id),
  kind: "text-channel" as const,
  differences: [{ field: "category", from: "elsewhere", to: "AI Safety - October 2026" }],
});

describe("another name on Discord", () => {
  test("is left alone until somebody wants to be asked, and nobody is asked about it meanwhile [SY-3]", async () => {
    await using t = await testHouse();
    const { cards, caller, cohort } = await changedByHand(t, aRename);
    expect(await caller.sync.driftPolicy()).toEqual(defaultDriftPolicy);
    expect(await cards()).toEqual([]);
    expect((await caller.sync.health({ cohortId: cohort.id })).groups[0]!.systems[0]).toMatchObject({
      state: "in_sync",
    });
    await caller.sync.setDriftPolicy({ policy: { ...defaultDriftPolicy, names: "ask" } });
    expect(await cards()).toMatchObject([{ choices: ["restore", "accept", "ignore"] }]);
  });

  test("that was accepted is no drift, while yet another name is [SY-2]", async () => {
    await using t = await testHouse();
    const scene = await changedByHand(t, aRename);
    const { cards, caller, key, group } = scene;
    await caller.sync.setDriftPolicy({ policy: { ...defaultDriftPolicy, names: "ask" } });
    await caller.sync.accept({ groupId: group.id, key });
    expect(await cards()).toEqual([]);
    await seen(t, scene, { key, kind: "text-channel", differences: renamed("another-room") });
    expect(await cards()).toHaveLength(1);
    await seen(t, scene, { key, kind: "text-channel", differences: renamed("our-room") });
    expect(await cards()).toEqual([]);
  });
});

describe("another place on Discord", () => {
  test("is asked about, and put right at once where the policy says so [SY-3]", async () => {
    await using t = await testHouse();
    const { cards, caller, bot, key, group } = await changedByHand(t, aMove);
    expect(await cards()).toHaveLength(1);
    await caller.sync.setDriftPolicy({ policy: { ...defaultDriftPolicy, deletions: "repair" } });
    // The scripted guild knows nothing of places: a lost channel stands for what the policy mends.
    bot.guild.delete(key);
    await caller.sync.syncNow({ groupId: group.id });
    await bot.work();
    expect(bot.guild.get(key)).toHaveLength(1);
    expect(bot.calls.filter((call) => call === `recreate ${key}`)).toHaveLength(1);
    expect(await cards()).toEqual([]);
  });

  test("that was accepted stays, also where places are put right; yet another one is put right [SY-2, SY-3]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
    const key = keys.textChannel(group.id);
    const movedTo = async (place: string) => {
      bot.changed.set(key, [{ field: "category", from: place, to: "AI Safety - October 2026" }]);
      await caller.sync.syncNow({ groupId: group.id });
      await bot.work();
    };
    await movedTo("elsewhere");
    await caller.sync.accept({ groupId: group.id, key });
    await caller.sync.setDriftPolicy({ policy: { ...defaultDriftPolicy, places: "repair" } });
    await bot.work();
    expect(bot.calls).not.toContain(`update ${key}`);
    await movedTo("far away");
    expect(bot.calls.filter((call) => call === `update ${key}`)).toHaveLength(1);
  });

  test("is ignored for as many days as somebody said, and then shown again [SY-2]", async () => {
    await using t = await testHouse();
    const { cards, caller, key, group, cohort, bot } = await changedByHand(t, aMove);
    await caller.sync.ignore({ groupId: group.id, key, days: 7 });
    expect(await cards()).toEqual([]);
    const until = new Date(t.now.getTime() + 7 * 86_400_000);
    expect((await caller.sync.health({ cohortId: cohort.id })).ignored).toMatchObject([{ key, until }]);
    later(t, 6 * 86_400_000);
    await sweep(t.ctx());
    expect((await caller.sync.health({ cohortId: cohort.id })).ignored).toHaveLength(1);
    later(t, 2 * 86_400_000);
    await sweep(t.ctx());
    expect((await caller.sync.health({ cohortId: cohort.id })).ignored).toEqual([]);
    await bot.work();
  });

  test("that was to be ignored for good is shown again when somebody asks", async () => {
    await using t = await testHouse();
    const { cards, caller, key, group } = await changedByHand(t, aMove);
    await caller.sync.ignore({ groupId: group.id, key });
    expect(await cards()).toEqual([]);
    await caller.sync.attend({ groupId: group.id, key });
    expect(await cards()).toHaveLength(1);
  });
});

test("events that went with their voice channel are no cards of their own, and come back with it", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const voice = keys.voiceChannel(group.id);
  const events = [...bot.guild.keys()].filter((key) => key.includes("/event-"));
  expect(events.length).toBeGreaterThan(1);
  for (const key of [voice, ...events]) bot.guild.delete(key);
  await caller.sync.syncNow({ groupId: group.id });
  await bot.work();
  const { drift } = await caller.sync.health({ cohortId: cohort.id });
  expect(drift.map(({ key }) => key)).toEqual([voice]);
  await caller.sync.repair({ groupId: group.id, keys: [voice] });
  await bot.work();
  expect([voice, ...events].filter((key) => !bot.guild.has(key))).toEqual([]);
  expect((await caller.sync.health({ cohortId: cohort.id })).drift).toEqual([]);
});

test("people whose access is held are always asked about; only a role is a matter of the policy for roles [SY-3]", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const [leaver, role] = ["800000000000000001", "800000000000000002"];
  bot.present.add(leaver);
  for (const id of [leaver, role]) bot.strangers.set(keys.access(group.id, "text", id), id);
  const plan = bot.plan.bind(bot);
  bot.plan = (brief) =>
    plan(brief).map((step) => {
      if (step.kind !== "access" || step.action !== "delete") return step;
      const { discordId, ...others } = step;
      return { ...others, ...(discordId === leaver ? { discordId } : {}), held: true };
    });
  const [person, theRole] = [keys.access(group.id, "text", leaver), keys.access(group.id, "text", role)];
  for (const [roles, shown, repaired] of [
    ["ask", [person, theRole], []],
    ["ignore", [person], []],
    ["repair", [person, theRole], [theRole]],
  ] as const) {
    await caller.sync.setDriftPolicy({ policy: { ...defaultDriftPolicy, roles } });
    await caller.sync.syncNow({ groupId: group.id });
    await bot.work();
    const { drift } = await caller.sync.health({ cohortId: cohort.id });
    expect([roles, drift.map(({ key }) => key)]).toEqual([roles, shown]);
    expect([roles, bot.briefs.at(-1)!.policy.repair]).toEqual([roles, repaired]);
  }
  const { drift } = await caller.sync.health({ cohortId: cohort.id });
  expect(drift.map(({ sentence }) => sentence)).toEqual([
    `${leaver} still sees the text channel: too many would lose it at once for that to happen unasked.`,
    `${role} should not be there.`,
  ]);
});

describe("an event that hands moved", () => {
  const anEvent =
    (t: TestHouse, start: string, end: string) =>
    async ({ group }: Scene) => {
      const [meeting] = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
      const to = meeting!.startsAt.toISOString();
      return {
        key: keys.event(group.id, meeting!.id),
        kind: "event" as const,
        differences: [
          { field: "start", from: start, to },
          { field: "end", from: end, to },
        ],
      };
    };

  test("and that was accepted moves its meeting [SY-2]", async () => {
    await using t = await testHouse();
    const { caller, key, group } = await changedByHand(
      t,
      anEvent(t, "2026-11-03T19:00:00.000Z", "2026-11-03T20:30:00.000Z"),
    );
    await caller.sync.accept({ groupId: group.id, key });
    const [meeting] = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
    expect(meeting).toMatchObject({ startsAt: new Date("2026-11-03T19:00:00.000Z"), lengthMinutes: 90 });
  });

  test("into the past is not accepted, and a lost channel is nothing to take over", async () => {
    await using t = await testHouse();
    const { caller, key, group, bot } = await changedByHand(
      t,
      anEvent(t, "2020-01-01T19:00:00.000Z", "2020-01-01T20:00:00.000Z"),
    );
    await expect(caller.sync.accept({ groupId: group.id, key })).rejects.toThrow(/in the past/);
    const voice = keys.voiceChannel(group.id);
    await expect(caller.sync.accept({ groupId: group.id, key: voice })).rejects.toThrow(
      "This is as it should be by now.",
    );
    bot.guild.delete(voice);
    await caller.sync.syncNow({ groupId: group.id });
    await bot.work();
    await expect(caller.sync.accept({ groupId: group.id, key: voice })).rejects.toThrow(/restored or left alone/);
    await expect(caller.sync.accept({ groupId: group.id, key: "group:999/text-channel" })).rejects.toThrow(
      "This is not something of this group.",
    );
    expect(await t.em().count(ExternalRef, { accepted: { $ne: null } })).toBe(0);
  });
});
