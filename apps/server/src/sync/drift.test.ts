import { ExternalRef } from "@muster/db/entities/external-ref";
import type { SyncTask } from "@muster/db/entities/sync-task";
import { aGroup } from "@muster/db/testing/builders";
import { keys } from "@muster/domain/brief";
import type { OutcomeReport } from "@muster/domain/report";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, taskOf } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { realizationState } from "../realization/watch.ts";
import { driftCards } from "./drift.ts";
import { sweep } from "./sweep.ts";

describe("a channel somebody deleted", () => {
  test("is missing and keeps its id, and comes back only when an organiser restores it [C7, QRY9]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const key = keys.voiceChannel(group.id);
    const [id] = bot.guild.get(key)!;
    bot.guild.delete(key);
    const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
    await caller.sync.syncNow({ groupId: group.id });
    await bot.work();
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
      state: "settled",
      result: { infrastructure: { voice_channel: { status: "channel_missing", id } } },
    });
    expect(await t.em().findOne(ExternalRef, { key })).toMatchObject({ externalId: id });
    const health = await caller.sync.health({ cohortId: cohort.id });
    expect(health.drift).toMatchObject([{ groupId: group.id, key, choices: ["restore", "ignore"] }]);
    expect(health.groups[0]!.systems[0]).toMatchObject({ system: "discord", state: "changed_outside" });
    await caller.sync.repair({ groupId: group.id, keys: [key] });
    await bot.work();
    expect(bot.guild.get(key)).toHaveLength(1);
    expect((await caller.sync.health({ cohortId: cohort.id })).drift).toEqual([]);
  });

  test("is one card although it is a category that two groups miss", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    const second = await aGroup(t.em(), { cohort });
    bot.present.add((await aMember(t, cohort, second)).discordId!);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const key = keys.category(cohort.id, 1);
    bot.guild.delete(key);
    const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
    await caller.sync.syncCohort({ cohortId: cohort.id });
    await bot.work();
    expect((await caller.sync.health({ cohortId: cohort.id })).drift.map((card) => card.key)).toEqual([key]);
    await caller.sync.repair({ groupId: group.id, keys: [key] });
    await bot.work();
    expect(bot.guild.get(key)).toHaveLength(1);
    expect((await caller.sync.health({ cohortId: cohort.id })).drift).toEqual([]);
  });

  test("and is a category that was left alone is no trouble of any group in it, for as many days as somebody said [SY-2]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const key = keys.category(cohort.id, 1);
    bot.guild.delete(key);
    const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
    const troubles = async () => {
      await caller.sync.syncCohort({ cohortId: cohort.id });
      await bot.work();
      const { drift, groups } = await caller.sync.health({ cohortId: cohort.id });
      const [card] = await caller.groups.list({ cohortId: cohort.id });
      const [{ outcome } = { outcome: null }] = (await realizationState(t.em(), cohort.id)).results;
      return { cards: drift.length, health: groups[0]!.systems[0]!.state, lacks: card!.degraded.length, outcome };
    };
    const shown = { cards: 1, health: "changed_outside", lacks: 1, outcome: "degraded" };
    expect(await troubles()).toEqual(shown);
    await caller.sync.ignore({ groupId: group.id, key, days: 7 });
    expect(await troubles()).toEqual({ cards: 0, health: "in_sync", lacks: 0, outcome: "active" });
    later(t, 8 * 86_400_000);
    await sweep(t.ctx());
    expect(await troubles()).toEqual(shown);
  });

  test("of another group cannot be restored through this one", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const caller = t.as({ personId: 1, isOrganiser: true });
    await expect(caller.sync.repair({ groupId: group.id, keys: ["group:999/text-channel"] })).rejects.toThrow(
      "This is not something of this group.",
    );
    await expect(
      caller.sync.ignore({ groupId: group.id, key: `cohort:${cohort.id + 1}/category-1` }),
    ).rejects.toThrow();
  });

  test("and was ignored is no drift any more", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const key = keys.voiceChannel(group.id);
    bot.guild.delete(key);
    const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
    await caller.sync.ignore({ groupId: group.id, key });
    await bot.work();
    expect((await caller.sync.health({ cohortId: cohort.id })).drift).toEqual([]);
  });
});

test("a second channel that people have used is shown while the group's own is in step, and goes when somebody says so [RE-2]", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const text = keys.textChannel(group.id);
  const own = `${text}/double-77`;
  bot.guild.set(own, ["77"]);
  const plan = bot.plan.bind(bot);
  bot.plan = (brief) => {
    const double = { kind: "text-channel", key: own, action: "delete", label: "group-1" } as const;
    const isHere = brief.about === "group" && bot.guild.has(own);
    return [...(isHere ? [{ ...double, held: !brief.policy.repair.includes(own) }] : []), ...plan(brief)];
  };
  const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  await caller.sync.syncNow({ groupId: group.id });
  await bot.work();
  const { drift } = await caller.sync.health({ cohortId: cohort.id });
  expect(drift).toMatchObject([{ key: own, isDouble: true, choices: ["restore", "ignore"] }]);
  expect(drift[0]!.sentence).toBe("There is a second group-1 on Discord, and people have used it.");
  const [id] = bot.guild.get(text)!;
  expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
    result: { infrastructure: { text_channel: { status: "existed", id } } },
  });
  await caller.sync.repair({ groupId: group.id, keys: [own] });
  await bot.work();
  expect(bot.guild.has(own)).toBe(false);
  expect(await t.em().findOne(ExternalRef, { key: text })).toMatchObject({ externalId: id });
  expect((await caller.sync.health({ cohortId: cohort.id })).drift).toEqual([]);
});

const [inText, inVoice] = [keys.access(1, "text", "77"), keys.access(1, "voice", "77")];

test.each([
  [inText, false, "Ann still sees the text channel: "],
  [`${inVoice}/in-9`, false, "Ann still sees the second voice channel: "],
  [`${inText}/departed`, true, "Ann still has an entry in the permissions of the text channel: "],
  [`${inText}/in-9`, true, "Ann still has an entry in the permissions of the second text channel: "],
])("whose removal is held keeps what is so, and where: %s", (key, departed, words) => {
  const told = { kind: "access", key, action: "delete", result: "held", label: "Ann", discordId: "77" } as const;
  const drift = { outcome: { ...told, ...(departed ? { departed } : {}) } as OutcomeReport, differences: [] };
  const task = { subject: groupSubject(1) } as SyncTask;
  const [card] = driftCards(task, [drift], { name: "Group 1", anyGroupId: 1 });
  expect(card!.sentence).toBe(`${words}too many would lose it at once for that to happen unasked.`);
});
