import { Meeting } from "@muster/db/entities/meeting";
import { Notification } from "@muster/db/entities/notification";
import type { GroupBrief } from "@muster/domain/brief";
import { keys } from "@muster/domain/brief";
import { describe, expect, test } from "vitest";
import { aScene } from "../../testing/scene.ts";
import { needsPerson, type ScriptedBot } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { aVisitingScene, itIs } from "../../testing/visiting.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter, Mailer } from "../notifications/email.ts";

const DAY_LATER = "2026-10-07T18:30:00.000Z";

interface Place {
  group: { id: number };
  bot: ScriptedBot;
}

const maya = (t: TestHouse) => t.as({ personId: 1, isOrganiser: true, name: "Maya" });

/** The event of a group's first meeting was moved to the next day or removed, and the bot has seen it. */
async function changedEvent(t: TestHouse, { group, bot }: Place, change: "moved" | "removed"): Promise<string> {
  const [first] = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
  const key = keys.event(group.id, first!.id);
  const start = { field: "start", from: DAY_LATER, to: first!.startsAt.toISOString() };
  if (change === "moved") bot.changed.set(key, [start]);
  else bot.guild.delete(key);
  await maya(t).sync.syncNow({ groupId: group.id });
  await bot.work();
  return key;
}

const told = (t: TestHouse) =>
  t.em().find(Notification, { kind: "meeting_moved" }, { populate: ["person"], orderBy: { id: "asc" } });

async function lettersSent(t: TestHouse): Promise<Letter[]> {
  const letters: Letter[] = [];
  const mailer: Mailer = { send: async (letter) => void letters.push(letter) };
  await deliverDue(t.ctx(), mailer);
  return letters.filter(({ subject }) => subject.startsWith("Meeting"));
}

describe("an accepted change of an event", () => {
  async function active(t: TestHouse) {
    const scene = await aScene(t);
    await maya(t).realization.realize({ cohortId: scene.cohort.id });
    await scene.bot.work();
    return scene;
  }

  test("is told to every member once, old and new in their own zone, as each chose it, and to the channel [EM-1, EM-4, EM-6]", async () => {
    await using t = await testHouse();
    const { group, people, bot } = await active(t);
    const [ann, ben, cleo] = people;
    await t.em().execute("update people set time_zone = 'Asia/Kathmandu' where id = ?", [ann!.id]);
    const choose = (person: { id: number }) => t.as({ personId: person.id }).notifications.choose;
    await choose(ben!)({ topic: "changes", channel: "email", wanted: false });
    await choose(ben!)({ topic: "changes", channel: "discord_dm", wanted: true });
    await choose(cleo!)({ topic: "changes", channel: "email", wanted: false });
    const key = await changedEvent(t, { group, bot }, "moved");
    await Promise.all([1, 2].map(() => maya(t).sync.accept({ groupId: group.id, key })));
    expect((await told(t)).map(({ person, channel }) => [person?.id ?? null, channel])).toEqual([
      [ann!.id, "email"],
      [ben!.id, "discord_dm"],
      [null, "discord_channel"],
    ]);
    const [letter] = await lettersSent(t);
    expect(letter!.subject).toBe("Meeting 1 of Group 1 is at another time");
    expect(letter!.text).toMatch(/Before: Tuesday,? 6 October 2026( at|,) 22:45, Kathmandu time \(Tue,? 17:00 UTC\)/);
    expect(letter!.text).toMatch(/Now: Thursday,? 8 October 2026( at|,) 00:15, Kathmandu time \(Wed,? 18:30 UTC\)/);
    expect(letter!.text).toContain("Changed by Maya.");
    await bot.work();
    expect(bot.letters.map(({ to }) => to)).toEqual([ben!.discordId]);
    const said = bot.briefs.flatMap((brief) => (brief as GroupBrief).messages ?? []);
    expect(said.find(({ kind }) => kind === "meeting_moved")).toMatchObject({
      payload: { number: 1, from: { startsAt: "2026-10-06T17:00:00.000Z" }, to: { startsAt: DAY_LATER } },
    });
    expect(bot.calls.filter((call) => call.includes("/message-") && call.includes("group:"))).toHaveLength(1);
  });

  test("of its end alone is told as another length, at the same time", async () => {
    await using t = await testHouse();
    const { group, bot } = await active(t);
    const [first] = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
    const key = keys.event(group.id, first!.id);
    const ends = (minutes: number) => new Date(first!.startsAt.getTime() + minutes * 60_000).toISOString();
    bot.changed.set(key, [{ field: "end", from: ends(90), to: ends(60) }]);
    await maya(t).sync.syncNow({ groupId: group.id });
    await bot.work();
    await maya(t).sync.accept({ groupId: group.id, key });
    const [letter] = await lettersSent(t);
    expect(letter!.subject).toBe("Meeting 1 of Group 1 has another length");
    expect(letter!.text).not.toContain("another time");
    expect(letter!.text).toMatch(/Before: .*, for 60 minutes\.\s+Now: .*, for 90 minutes\./);
  });

  test("that cancels its meeting is told as such", async () => {
    await using t = await testHouse();
    const { group, bot } = await active(t);
    const key = await changedEvent(t, { group, bot }, "removed");
    await maya(t).sync.accept({ groupId: group.id, key });
    const letters = await lettersSent(t);
    expect(letters.map(({ subject }) => subject)).toEqual(Array(3).fill("Meeting 1 of Group 1 is cancelled"));
    expect(letters[0]!.text).toContain("Cancelled by Maya.");
  });

  test("stands in the history of its group, whether it moved or cancelled a meeting or left a name alone [GR-6]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await active(t);
    const channel = keys.textChannel(group.id);
    bot.changed.set(channel, [{ field: "name", from: "our-room", to: "group-1" }]);
    const accepted = [await changedEvent(t, { group, bot }, "moved"), channel];
    for (const key of accepted) await maya(t).sync.accept({ groupId: group.id, key });
    bot.changed.clear();
    const key = await changedEvent(t, { group, bot }, "removed");
    await maya(t).sync.accept({ groupId: group.id, key });
    const { entries } = await maya(t).groups.history({ cohortId: cohort.id });
    expect(entries.filter(({ action }) => action === "sync.accept")).toMatchObject([
      { words: "Meeting 1 of Group 1 was cancelled, as its event on Discord was removed", by: "Maya" },
      { words: expect.stringMatching(/^Group 1: \S+ stays as it was changed on Discord$/), revertible: false },
      { words: "Meeting 1 of Group 1 was moved, as its event on Discord was", groupIds: [group.id] },
    ]);
  });

  test("that comes after the meeting has begun cancels nothing, and is told to nobody", async () => {
    await using t = await testHouse();
    const { group, bot } = await active(t);
    const key = await changedEvent(t, { group, bot }, "removed");
    const [first] = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
    t.now = first!.startsAt;
    await expect(maya(t).sync.accept({ groupId: group.id, key })).rejects.toThrow("This meeting has begun already.");
    expect(await t.em().count(Meeting, { group: group.id, status: "cancelled" })).toBe(0);
    expect(await told(t)).toEqual([]);
  });

  test("of a group that is still a preview is told to nobody", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "access" ? needsPerson("50013") : "fine");
    await maya(t).realization.realize({ cohortId: cohort.id });
    await bot.work();
    const key = await changedEvent(t, { group, bot }, "moved");
    await maya(t).sync.accept({ groupId: group.id, key });
    expect(await told(t)).toEqual([]);
  });

  test("sends the guests of that meeting word at once", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    await scene.visit(1);
    const key = await changedEvent(t, { group: scene.host, bot: scene.bot }, "removed");
    const waking = () => t.em().execute<unknown[]>("select 1 from pgboss.job where name = 'keep-visits'");
    await t.em().execute("delete from pgboss.job where name = 'keep-visits'");
    await maya(t).sync.accept({ groupId: scene.host.id, key });
    expect(await waking()).toHaveLength(1);
    await itIs(t, t.now, scene);
    expect((await scene.told()).filter((said) => said.startsWith("visit_off email"))).toHaveLength(1);
  });
});
