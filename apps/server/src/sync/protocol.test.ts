import { SyncRound } from "@muster/db/entities/sync-round";
import { keys } from "@muster/domain/brief";
import { groupSubject, type Subject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aScene, statusOf, taskOf } from "../../testing/scene.ts";
import { ScriptedBot } from "../../testing/scripted-bot.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { together } from "../transaction.ts";
import { dueNow, dueSubjects } from "./due.ts";
import { botPresence } from "./lease.ts";
import { requestSync } from "./request-sync.ts";
import { sweep } from "./sweep.ts";

const lapse = "update bot_leases set expires_at = now() - interval '1 second'";

describe("the lease", () => {
  test("is held by one bot at a time, the other stands by [EV-11, INV-10]", async () => {
    await using t = await testHouse();
    const [one, other] = [new ScriptedBot(t, "bot-number-one"), new ScriptedBot(t, "bot-number-two")];
    expect(await one.connect()).toBe(1);
    expect(await other.connect()).toBeNull();
    expect(await one.connect()).toBe(1);
  });

  test("asked for by many at the same moment is given to one", async () => {
    await using t = await testHouse();
    const bots = Array.from({ length: 8 }, (_, index) => new ScriptedBot(t, `bot-number-${index}`));
    const epochs = await Promise.all(bots.map((bot) => bot.connect()));
    expect(epochs.filter((epoch) => epoch !== null)).toEqual([1]);
  });

  test("that lapsed gets a new epoch, also for the bot that had it [EV-12]", async () => {
    await using t = await testHouse();
    const bot = new ScriptedBot(t);
    await bot.connect();
    await t.em().execute(lapse);
    expect((await botPresence(t.em())).connected).toBe(false);
    expect(await bot.connect()).toBe(2);
  });

  test("given back by a bot that stops is free at once", async () => {
    await using t = await testHouse();
    const [one, other] = [new ScriptedBot(t, "bot-number-one"), new ScriptedBot(t, "bot-number-two")];
    await one.connect();
    await one.connect({ trouble: { class: "passing", code: "stopping", message: "Stopping" } });
    expect(await other.connect()).toBe(2);
  });
});

describe("a report", () => {
  const began = (round: number, epoch: number) =>
    ({ round, epoch, phase: "began", kind: "category", key: "cohort:1/category-1" }) as const;

  test("of an old epoch is refused, and the bot is told which word it is", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    const brief = await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    await t.em().execute(lapse);
    const second = new ScriptedBot(t, "bot-number-two");
    await second.connect();
    const refused = expect.objectContaining({ cause: expect.objectContaining({ facts: { word: "old_epoch" } }) });
    await expect(bot.server.sync.report(began(brief!.round, bot.epoch))).rejects.toEqual(refused);
    await expect(bot.server.sync.settle({ round: brief!.round, epoch: bot.epoch, ending: "settled" })).rejects.toEqual(
      refused,
    );
    await expect(bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch })).rejects.toEqual(refused);
    expect(await t.em().execute("select 1 from intents")).toEqual([]);
  });

  test("of a round that a newer one replaced is refused", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    const old = await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    const now = await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    const refused = expect.objectContaining({ cause: expect.objectContaining({ facts: { word: "old_round" } }) });
    await expect(bot.server.sync.report(began(old!.round, bot.epoch))).rejects.toEqual(refused);
    await bot.server.sync.report(began(now!.round, bot.epoch));
    await bot.server.sync.settle({ round: now!.round, epoch: bot.epoch, ending: "settled" });
    await expect(bot.server.sync.settle({ round: now!.round, epoch: bot.epoch, ending: "settled" })).rejects.toEqual(
      refused,
    );
  });

  test("told twice, because its answer was lost, counts once", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    const { round, epoch } = (await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch }))!;
    const key = keys.category(cohort.id, 1);
    const outcome = {
      round,
      epoch,
      phase: "outcome",
      kind: "category",
      key,
      action: "create",
      label: "x",
      result: "done",
      id: "42",
    } as const;
    await bot.server.sync.report(outcome);
    await bot.server.sync.report(outcome);
    expect((await t.em().findOneOrFail(SyncRound, round)).steps).toHaveLength(1);
  });

  test("in a dry run that something was done is refused: a plan touches nothing", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await bot.connect();
    await t.as({ personId: 1, isOrganiser: true }).realization.plan({ cohortId: cohort.id });
    const brief = await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    expect(brief!.policy.dryRun).toBe(true);
    await expect(bot.server.sync.report(began(brief!.round, bot.epoch))).rejects.toThrow("nothing may be done");
  });

  test("by somebody who is not the bot is refused", async () => {
    await using t = await testHouse();
    await expect(t.as({ personId: 1, isOrganiser: true }).sync.brief({ subject: "group:1", epoch: 1 })).rejects.toThrow(
      "Only the bot can do this.",
    );
  });
});

describe("what is due", () => {
  async function heard(
    t: Awaited<ReturnType<typeof testHouse>>,
    count: number,
    { epoch = 1 } = {},
  ): Promise<Subject[]> {
    const ending = new AbortController();
    const subjects: Subject[] = [];
    for await (const subject of dueSubjects(t.ctx(), epoch, ending.signal)) {
      subjects.push(subject);
      if (subjects.length === count) ending.abort();
    }
    return subjects;
  }

  test("is told on connecting, cohorts before their groups, however long the bot was away [EV-1]", async () => {
    await using t = await testHouse();
    const [one, two] = [await aScene(t), await aScene(t, { cohort: { name: "Later" } })];
    await realizeCohort(t.ctx(), { cohortId: two.cohort.id });
    await realizeCohort(t.ctx(), { cohortId: one.cohort.id });
    expect(await heard(t, 4)).toEqual([
      `cohort:${one.cohort.id}`,
      `cohort:${two.cohort.id}`,
      `group:${one.group.id}`,
      `group:${two.group.id}`,
    ]);
  });

  test("rings while the bot listens, in the moment it is asked for", async () => {
    await using t = await testHouse();
    const { group } = await aScene(t);
    const listening = heard(t, 1);
    await together(t.ctx(), (tx) =>
      requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: true }),
    );
    expect(await listening).toEqual([groupSubject(group.id)]);
  });

  test("is stopped by no subject of a kind nobody knows [EV-15]", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await t
      .em()
      .execute("insert into sync_tasks (subject, system) values ('planet:earth', 'discord'), ('visit:7', 'discord')");
    const due = await dueNow(t.em(), t.now);
    expect(due.map(({ subject }) => subject)).toEqual([`cohort:${cohort.id}`, groupSubject(group.id)]);
  });

  test("includes what a bot that died was working on", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    expect(await taskOf(t, `cohort:${cohort.id}`)).toMatchObject({ state: "working" });
    expect(await heard(t, 1, { epoch: bot.epoch + 1 })).toEqual([`cohort:${cohort.id}`]);
  });

  test("includes a round that told nothing for twenty seconds, since its bot may have dropped it", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    const due = async () => (await dueNow(t.em(), t.now)).map(({ subject }) => subject);
    expect(await due()).not.toContain(`cohort:${cohort.id}`);
    await t.em().execute("alter table sync_rounds disable trigger all");
    await t.em().execute("update sync_rounds set updated_at = now() - interval '21 seconds'");
    expect(await due()).toContain(`cohort:${cohort.id}`);
  });

  test("a round that told nothing for five minutes is swept up and told again", async () => {
    await using t = await testHouse();
    const { cohort, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.connect();
    await bot.server.sync.brief({ subject: `cohort:${cohort.id}`, epoch: bot.epoch });
    // The database says when a row was touched, and its clock is the real one.
    t.now = new Date(Date.now() + 6 * 60_000);
    await sweep(t.ctx());
    expect(await taskOf(t, `cohort:${cohort.id}`)).toMatchObject({ state: "due" });
  });
});

test("a brief carries course words, remembered ids, protected people and the horizon", async () => {
  await using t = await testHouse({
    protectedDiscordIds: ["777777777777777777"],
    organiserDiscordIds: new Set(["888888888888888888"]),
  });
  const { cohort, group, people, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  await together(t.ctx(), (tx) =>
    requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: false }),
  );
  await bot.work();
  const brief = bot.briefs.at(-1)!;
  expect(brief).toMatchObject({
    about: "group",
    installation: "test",
    course: { title: "AI Safety" },
    cohort: { id: cohort.id, name: "October 2026", status: "active" },
    group: {
      id: group.id,
      name: "Group 1",
      status: "active",
      seats: 8,
      slot: { weekday: 1, startMinute: 1_080, timeZone: "Europe/London" },
    },
    categoryKey: keys.category(cohort.id, 1),
    protected: ["777777777777777777", "888888888888888888"],
    pending: [],
    numberOfMeetings: 8,
    policy: { allowCreate: false, dryRun: false },
  });
  if (brief.about !== "group") throw new Error("a group's brief was expected");
  expect(brief.members.map(({ discordId }) => discordId)).toEqual(people.map(({ discordId }) => discordId));
  expect(brief.meetings.map(({ event }) => event)).toEqual(Array.from({ length: 8 }, () => "wanted"));
  const rememberedKeys = brief.remembered.map(({ key }) => key);
  expect(rememberedKeys).toContain(keys.category(cohort.id, 1));
  expect(rememberedKeys).toContain(keys.welcome(group.id));
  expect(rememberedKeys.filter((key) => key.includes("access"))).toEqual([]);
  expect(await statusOf(t, group)).toBe("active");
});
