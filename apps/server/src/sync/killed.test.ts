import { Intent } from "@muster/db/entities/intent";
import { ExternalRef } from "@muster/db/entities/external-ref";
import { Meeting } from "@muster/db/entities/meeting";
import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aScene, later, statusOf, taskOf } from "../../testing/scene.ts";
import { BotDied, ScriptedBot } from "../../testing/scripted-bot.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";

describe("killed in the middle", () => {
  test("after a create landed: the next bot finds it, makes no second one, and waits out the settle window [round 4]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "text-channel" ? "dies after" : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await expect(bot.work()).rejects.toThrow(BotDied);
    expect(await t.em().find(Intent, {})).toMatchObject([{ key: keys.textChannel(group.id) }]);
    bot.weather = () => "fine";
    await bot.restart();
    await bot.work({ rounds: 1 });
    expect(bot.briefs.at(-1)!.pending).toMatchObject([{ key: keys.textChannel(group.id) }]);
    expect(bot.doubles()).toEqual([]);
    expect(await t.em().find(Intent, {})).toEqual([]);
    expect(await statusOf(t, group)).toBe("preview");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "waiting", last_error: null });
    later(t, 61_000);
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("before a create landed: it is made once", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "category" ? "dies before" : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await expect(bot.work()).rejects.toThrow(BotDied);
    bot.weather = () => "fine";
    await bot.restart();
    await bot.work();
    expect(bot.guild.get(keys.category(cohort.id, 1))).toHaveLength(1);
    later(t);
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("before anything was planned: nothing can be on its way, so nothing is waited for", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("with an answer that never came: the group is not active before somebody has looked again", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "event" ? "ambiguous" : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(await statusOf(t, group)).toBe("preview");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "waiting" });
    bot.weather = () => "fine";
    later(t);
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
    expect(bot.doubles()).toEqual([]);
  });

  test("the server after the outcomes and before settle: they are kept, and the next round settles [round 4]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    bot.beforeSettle = async (subject) => {
      if (subject === groupSubject(group.id)) throw new BotDied();
    };
    await expect(bot.work()).rejects.toThrow(BotDied);
    expect(await t.em().count(ExternalRef, { subject: groupSubject(group.id) })).toBe(11);
    const calls = bot.calls.length;
    bot.beforeSettle = async () => {};
    await bot.restart();
    await bot.work();
    later(t);
    await bot.work();
    expect(bot.calls).toHaveLength(calls);
    expect(await statusOf(t, group)).toBe("active");
  });

  test("whatever it was killed at, a create lands once and the group becomes active [round 4]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t, { members: 2 });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    const killed = new Set<string>();
    bot.weather = ({ key, action }) => {
      if (action === "keep" || killed.has(key)) return "fine";
      killed.add(key);
      return killed.size % 2 ? "dies after" : "dies before";
    };
    for (let life = 1; life <= 60; life++) {
      await bot.restart();
      const next = await bot.work().catch((error: unknown) => error);
      later(t);
      if (Array.isArray(next) && next.length === 0) break;
    }
    expect(killed.size).toBe(16);
    expect(bot.doubles()).toEqual([]);
    expect(await statusOf(t, group)).toBe("active");
    expect(await t.em().count(Intent, {})).toBe(0);
    expect(await t.em().count(Meeting, { group: group.id })).toBe(8);
  });
});

test("two bots that are never connected at once work one after the other", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work({ rounds: 1 });
  await t.em().execute("update bot_leases set expires_at = now() - interval '1 second'");
  const second = new ScriptedBot(t, "bot-number-two");
  for (const [key, ids] of bot.guild) second.guild.set(key, ids);
  for (const id of bot.present) second.present.add(id);
  await second.work();
  expect(await statusOf(t, group)).toBe("active");
  await expect(bot.round(groupSubject(group.id))).rejects.toThrow("Another bot acts now");
});
