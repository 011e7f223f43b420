import { Notification } from "@muster/db/entities/notification";
import { TOPICS } from "@muster/domain/message-kind";
import { personSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aMember, aScene, later, taskOf, type Scene } from "../../testing/scene.ts";
import { needsPerson, passing, type Weather } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { sweep } from "../sync/sweep.ts";

/** A group of three of whom those named ask for direct messages, realized; what the bot meets when it writes. */
async function realized(
  t: TestHouse,
  { asking, weather = "fine", withoutMail = [] }: { asking: number[]; weather?: Weather; withoutMail?: number[] },
): Promise<Scene> {
  const scene = await aScene(t);
  for (const index of asking) await ask(t, scene.people[index]!.id);
  for (const index of withoutMail)
    await t.em().execute("update people set email = null where id = ?", [scene.people[index]!.id]);
  scene.bot.weather = ({ key }) => (key.startsWith("person:") ? weather : "fine");
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  return scene;
}

const ask = (t: TestHouse, personId: number, wanted = true) =>
  t.as({ personId }).notifications.choose({ topic: "my_group", channel: "discord_dm", wanted });
const fates = async (t: TestHouse, personId: number) =>
  (await t.em().find(Notification, { person: personId }, { orderBy: { id: "asc" } })).map(
    ({ channel, status, error }) => [channel, status, ...(error ? [error] : [])],
  );
const organiser = (t: TestHouse) => t.as({ personId: 1, isOrganiser: true });

test("only who asked is written to, once, beside the mail each gets on its own [C39, EM-3, EM-4, NO-6]", async () => {
  await using t = await testHouse();
  const { bot, people, group } = await realized(t, { asking: [1] });
  expect(bot.letters.map(({ to }) => to)).toEqual([people[1]!.discordId]);
  const [{ letter }] = bot.letters as [(typeof bot.letters)[number]];
  expect(letter.subject).toBe(`Your group: ${group.name}`);
  // The instant stays a mark, which Discord shows in the reader's own zone (EM-1).
  expect(letter.lines.join("\n")).toContain("The next meeting is on {2026-10-06T17:00:00.000Z}.");
  expect(await fates(t, people[0]!.id)).toEqual([["email", "due"]]);
  expect(await fates(t, people[1]!.id)).toEqual([
    ["email", "due"],
    ["discord_dm", "sent"],
  ]);
  later(t);
  await sweep(t.ctx());
  await bot.work();
  expect(bot.letters).toHaveLength(1);
  expect(await taskOf(t, personSubject(people[1]!.id))).toMatchObject({ state: "settled" });
});

test("nobody who did not ask is ever written to, whatever happens to their group [C39, EM-4]", async () => {
  await using t = await testHouse();
  const { cohort, group, bot, people } = await realized(t, { asking: [] });
  const late = await aMember(t, cohort);
  bot.present.add(late.discordId!);
  await t.as({ personId: late.id }).groups.join({ groupId: group.id });
  await t.as({ personId: people[0]!.id }).groups.leave({ groupId: group.id });
  await bot.work();
  for (let days = 0; days < 3; days++, later(t, 86_400_000)) {
    await sweep(t.ctx());
    await bot.work();
  }
  expect(bot.letters).toEqual([]);
  expect(await t.em().count(Notification, { channel: "discord_dm" })).toBe(0);
});

test("whoever changes their mind, or leaves, before it is written is not written to [EM-3, NO-9]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  for (const { id } of scene.people) await ask(t, id);
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  const { bot, people, group } = scene;
  await bot.connect();
  for (const subject of [`cohort:${scene.cohort.id}`, group.subject()] as const) await bot.round(subject);
  await ask(t, people[0]!.id, false);
  await t.as({ personId: people[1]!.id }).groups.leave({ groupId: group.id });
  await bot.work();
  expect(bot.letters.map(({ to }) => to)).toEqual([people[2]!.discordId]);
  expect((await fates(t, people[0]!.id)).at(-1)![1]).toBe("skipped");
});

test.each(["50007", "50278", "10013"])(
  "a refusal (%s) is final: not tried again, shown to organiser and member, and the mail goes instead [RE-20, EM-5]",
  async (code) => {
    await using t = await testHouse();
    const { bot, people, cohort } = await realized(t, { asking: [1], weather: needsPerson(code, "It is closed.") });
    expect(bot.letters).toEqual([]);
    const { id } = people[1]!;
    expect(await fates(t, id)).toEqual([
      ["email", "due"],
      ["discord_dm", "failed", "It is closed. Told by mail instead."],
    ]);
    expect(await taskOf(t, personSubject(id))).toMatchObject({ state: "settled" });
    expect(await organiser(t).notifications.undelivered({ cohortId: cohort.id })).toMatchObject([
      { channel: "discord_dm", error: "It is closed. Told by mail instead." },
    ]);
    expect((await t.as({ personId: id }).notifications.mine()).undelivered).toMatchObject({ code: "closed" });
    later(t);
    await sweep(t.ctx());
    await bot.work();
    expect(bot.letters).toEqual([]);
  },
);

test("with neither direct message nor mail the welcome's mention counts, and each step is kept [EM-5]", async () => {
  await using t = await testHouse();
  const { people } = await realized(t, {
    asking: [1],
    withoutMail: [1],
    weather: needsPerson("50007", "It is closed."),
  });
  expect(await fates(t, people[1]!.id)).toEqual([
    ["discord_channel", "sent"],
    ["discord_dm", "failed", "It is closed. The mention in the group's channel counts instead."],
  ]);
});

test.each([
  ["20026", null],
  ["40003", 3_600_000],
])(
  "an objection (%s) stops all direct messages, everybody is told otherwise, and it is shown [RE-21]",
  async (code, ms) => {
    await using t = await testHouse();
    const { bot, people, group, cohort } = await realized(t, {
      asking: [0, 1, 2],
      weather: needsPerson(code, "Stop."),
    });
    // One was tried; not one more.
    expect(await t.em().execute("select 1 from intents")).toEqual([]);
    for (const { id } of people)
      expect(await fates(t, id)).toEqual([
        ["email", "due"],
        ["discord_dm", "failed", "Stop. Told by mail instead."],
      ]);
    const { stopped } = await organiser(t).notifications.directMessages();
    expect(stopped).toMatchObject({ code, until: ms === null ? null : new Date(t.now.getTime() + ms) });
    bot.weather = () => "fine";
    const late = await aMember(t, cohort);
    await ask(t, late.id);
    bot.present.add(late.discordId!);
    await t.as({ personId: late.id }).groups.join({ groupId: group.id });
    await bot.work();
    expect(bot.letters).toEqual([]);
    expect((await t.as({ personId: late.id }).notifications.mine()).undelivered).toMatchObject({ code: "stopped" });
    await organiser(t).notifications.resumeDirectMessages();
    await t.as({ personId: late.id }).groups.leave({ groupId: group.id });
    await bot.work();
    await t.as({ personId: late.id }).groups.join({ groupId: group.id });
    await bot.work();
    expect(bot.letters.map(({ to }) => to)).toEqual([late.discordId]);
  },
);

test("a passing trouble is tried again, and a bot that dies in between writes once more at most under the same name [NO-1]", async () => {
  await using t = await testHouse();
  const { bot, people } = await realized(t, { asking: [1], weather: passing("http_502") });
  expect(await taskOf(t, personSubject(people[1]!.id))).toMatchObject({ state: "waiting" });
  bot.weather = ({ key }) => (key.startsWith("person:") ? "dies after" : "fine");
  later(t);
  await expect(bot.work()).rejects.toThrow();
  bot.weather = () => "fine";
  await bot.restart();
  const brief = await bot.server.sync.brief({ subject: personSubject(people[1]!.id), epoch: bot.epoch });
  // The create that was never heard of is named, so that the bot looks in the conversation before it writes.
  expect(brief!.pending.map(({ key }) => key)).toEqual([expect.stringMatching(/^person:\d+\/message-\d+$/)]);
});

test("mail can be declined by topic, and what somebody chose is what they see [EM-3]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t, { members: 1 });
  const me = t.as({ personId: scene.people[0]!.id });
  expect((await me.notifications.mine()).topics).toEqual(
    Object.fromEntries(Object.keys(TOPICS).map((topic) => [topic, { email: true, discord_dm: false }])),
  );
  await me.notifications.choose({ topic: "my_group", channel: "email", wanted: false });
  expect((await me.notifications.mine()).topics["my_group"]).toEqual({ email: false, discord_dm: false });
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  expect(await fates(t, scene.people[0]!.id)).toEqual([["discord_channel", "sent"]]);
});
