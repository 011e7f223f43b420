import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, statusOf, taskOf } from "../../testing/scene.ts";
import { passing, needsPerson } from "../../testing/scripted-bot.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { sweep } from "./sweep.ts";

describe("a subject that always throws", () => {
  test("is set aside after five tries, shown, and the others go on [EV-6]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    const other = await aScene(t, { cohort: { name: "Another" } });
    for (const { discordId } of other.people) bot.present.add(discordId!);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await realizeCohort(t.ctx(), { cohortId: other.cohort.id });
    // A row no code of ours could have written: its brief cannot be made.
    await t
      .em()
      .execute("update sync_tasks set policy = '{\"allowCreate\": true}' where subject = ?", [groupSubject(group.id)]);
    await t
      .em()
      .execute(
        "create function poison() returns trigger language plpgsql as $$ begin raise exception 'poisoned'; end $$",
      );
    await t
      .em()
      .execute(
        `create trigger poison before insert on sync_rounds for each row when (new.subject = '${groupSubject(group.id)}') execute function poison()`,
      );
    for (let round = 0; round < 6; round++) {
      await bot.work();
      later(t);
    }
    const task = await taskOf(t, groupSubject(group.id));
    expect(task).toMatchObject({ state: "set_aside", throws: 5 });
    expect(await statusOf(t, other.group)).toBe("active");
    const organiser = t.as({ personId: 1, isOrganiser: true });
    const { deadLetters } = await organiser.sync.health({ cohortId: cohort.id });
    expect(deadLetters).toMatchObject([{ subject: groupSubject(group.id), system: "discord" }]);
    await t.em().execute("drop trigger poison on sync_rounds");
    const caller = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
    await t
      .em()
      .execute(
        'update sync_tasks set policy = \'{"allowCreate": true, "repair": [], "ignore": [], "approvedFingerprint": null}\' where subject = ?',
        [groupSubject(group.id)],
      );
    await caller.sync.retry({ subject: groupSubject(group.id), system: "discord" });
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("in the bot: five rounds given up in a row set it aside", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work({ rounds: 1 });
    bot.ending = { ending: "gave_up", trouble: { class: "ours", code: "threw", message: "x is undefined" } };
    for (let round = 0; round < 5; round++) {
      await bot.work();
      later(t);
    }
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "set_aside", throws: 5 });
    expect(await bot.work()).toEqual([]);
  });
});

describe("trouble", () => {
  test("that passes is tried again after 2, 4, 8 … seconds by chance, three hundred at most [Y24]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "text-channel" ? passing("http_5xx") : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt++) {
      await bot.work();
      const { next_at } = await taskOf(t, groupSubject(group.id));
      waits.push((new Date(next_at as string).getTime() - t.now.getTime()) / 1_000);
      later(t);
    }
    // The dice show the middle.
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 150, 150]);
  });

  test("of a whole round, such as no guild, is in every word of the result and waits for a person", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    bot.ending = { ending: "gave_up", trouble: needsPerson("no_guild") };
    await bot.work();
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
      state: "needs_person",
      last_error: "no_guild",
      result: { infrastructure: { category: { status: "failed", error: "no_guild" } }, discord: { error: "no_guild" } },
    });
  });

  test("that needed a person is tried again once the missing permission is there", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await bot.connect({ missingPermissions: ["MANAGE_CHANNELS"] });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    bot.ending = { ending: "gave_up", trouble: needsPerson("missing_permissions") };
    await bot.work();
    expect(await bot.work()).toEqual([]);
    bot.ending = null;
    await bot.connect();
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("with a full category opens the next one for the group", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ key }) =>
      key === keys.textChannel(group.id) && !bot.guild.has(keys.category(cohort.id, 2))
        ? passing("category_full")
        : "fine";
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(bot.guild.has(keys.category(cohort.id, 2))).toBe(true);
    expect(await statusOf(t, group)).toBe("active");
    expect(bot.briefs.at(-1)).toMatchObject({ categoryKey: keys.category(cohort.id, 2) });
  });
});

test("a full server is not knocked at again, however often one looks, until somebody has made room and asks [RE-8]", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  const words = "The server has as many channels as Discord allows (500). Remove some that are no longer needed.";
  bot.weather = ({ key }) => (key.endsWith("/voice-channel") ? needsPerson("30013", words) : "fine");
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const tried = () => bot.calls.filter((call) => call.includes("voice-channel")).length;
  expect(await taskOf(t, group.subject())).toMatchObject({ state: "needs_person", last_error: "30013" });
  for (let day = 0; day < 3; day++, later(t, 86_400_000)) {
    await sweep(t.ctx());
    expect(await bot.work()).toEqual([]);
  }
  const organiser = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const { groups } = await organiser.sync.health({ cohortId: cohort.id });
  expect(JSON.stringify(groups[0]!.systems)).toMatch(/channels/);
  bot.weather = () => "fine";
  await organiser.sync.retry({ subject: group.subject(), system: "discord" });
  await bot.work();
  expect(tried()).toBe(1);
  expect(await statusOf(t, group)).toBe("active");
});
