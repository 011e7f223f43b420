import { expect, test } from "vitest";
import { keys } from "@muster/domain/brief";
import { botResource, cohort, group, people, personId, type BotResource } from "./bot-resource.ts";

const few = (...numbers: number[]) => people(12).filter(({ personId }) => numbers.includes(personId));
const quiet = { meetings: [] };

async function realized(numbers: number[], options: { absent?: number[] } = {}): Promise<BotResource> {
  const bot = await botResource(options);
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { members: few(...numbers), ...quiet }));
  await bot.rounds("cohort:3", "group:12");
  return bot;
}
/** Who sees a channel, apart from the owner, who sees everything. */
const viewers = (bot: BotResource, kind: "text" | "voice") =>
  bot
    .channel(kind)
    .viewers.filter((id) => id !== bot.sim.guild.ownerId)
    .toSorted();
const ids = (...numbers: number[]) => numbers.map(personId).toSorted();
const access = (bot: BotResource) =>
  bot.server
    .outcomes()
    .filter(({ kind }) => kind === "access")
    .map(({ action, result, discordId, departed }) => ({
      action,
      result,
      discordId,
      ...(departed ? { departed } : {}),
    }));

test("expected 1 and 2, standing 3 who left the server: granted are exactly 1 and 2, and 3 is not among the revoked [T1, C27, Y11]", async () => {
  await using bot = await realized([3]);
  await bot.control("members", { leave: personId(3) });
  bot.server.said.set("group:12", group(12, { members: few(1, 2), ...quiet }));
  await bot.rounds("group:12");
  const granted = access(bot).filter(({ action, result }) => action === "create" && result === "done");
  expect(new Set(granted.map(({ discordId }) => discordId))).toEqual(new Set(ids(1, 2)));
  expect(
    access(bot)
      .filter(({ action }) => action === "delete")
      .every(({ departed }) => departed === true),
  ).toBe(true);
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
  expect(viewers(bot, "voice")).toEqual(ids(1, 2));
});

test("somebody who leaves the group loses both channels, by one call each, and nobody else notices [INV-3]", async () => {
  await using bot = await realized([1, 2, 3]);
  bot.server.said.set("group:12", group(12, { members: few(1, 2), ...quiet }));
  await bot.rounds("group:12");
  expect(access(bot).filter(({ action }) => action === "delete")).toEqual([
    { action: "delete", result: "done", discordId: personId(3) },
    { action: "delete", result: "done", discordId: personId(3) },
  ]);
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
  // The welcome names who is in the group, so it is edited once.
  expect(bot.changing()).toBe(3);
});

test("who is not in the server yet is waited for, fails nothing, and gets in after joining [RE-15, R21, T18, D13]", async () => {
  await using bot = await realized([1, 2], { absent: [2] });
  expect(access(bot).filter(({ result }) => result === "waiting")).toHaveLength(2);
  expect(access(bot).some(({ result }) => result === "failed")).toBe(false);
  expect(viewers(bot, "text")).toEqual(ids(1));
  await bot.control("members", { join: personId(2) });
  bot.server.said.set(
    "group:12",
    group(12, { members: few(1, 2), ...quiet, policy: { ...group(12).policy, allowCreate: false } }),
  );
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
  expect(viewers(bot, "voice")).toEqual(ids(1, 2));
});

test("a member who leaves the server is cleaned up and waited for, and comes back by joining again [DC-16, C27]", async () => {
  await using bot = await realized([1, 2]);
  await bot.control("members", { leave: personId(2) });
  await bot.rounds("group:12");
  expect(
    access(bot)
      .filter(({ discordId }) => discordId === personId(2))
      .map(({ action, result, departed }) => [action, result, departed]),
  ).toEqual([
    ["create", "waiting", undefined],
    ["create", "waiting", undefined],
    ["delete", "done", true],
    ["delete", "done", true],
  ]);
  await bot.control("members", { join: personId(2) });
  expect(viewers(bot, "text")).toEqual(ids(1));
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
});

test("access taken away by hand is given again, whatever may be created: the database says who belongs [C22, RE-16, A6]", async () => {
  await using bot = await realized([1, 2]);
  await bot.hand({ do: "delete-overwrite", channelId: bot.channel("voice").id, id: personId(2) });
  await bot.rounds("group:12");
  expect(viewers(bot, "voice")).toEqual(ids(1, 2));
  expect(bot.changing()).toBe(1);
});

test("a stranger let in by hand is sent out; the protect list and the bot are not [INV-12]", async () => {
  await using bot = await realized([1]);
  const channelId = bot.channel("text").id;
  for (const number of [5, 6])
    await bot.hand({ do: "put-overwrite", channelId, id: personId(number), allow: ["VIEW_CHANNEL"] });
  bot.server.said.set("group:12", group(12, { members: few(1), ...quiet, protected: [personId(6)] }));
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual(ids(1, 6));
  expect(bot.channel("text").botCanView).toBe(true);
});

test("a channel opened to everyone by hand is closed at once [RE-6, INV-2]", async () => {
  await using bot = await realized([1]);
  const channelId = bot.channel("text").id;
  await bot.hand({ do: "put-overwrite", channelId, id: bot.sim.guild.id, allow: ["VIEW_CHANNEL"] });
  expect(bot.channel("text").everyoneCanView).toBe(true);
  await bot.rounds("group:12");
  expect(bot.channel("text").everyoneCanView).toBe(false);
});

test("a bot locked out of its own channel by half gets back in first [RE-14]", async () => {
  await using bot = await realized([1]);
  const channelId = bot.channel("text").id;
  await bot.hand({ do: "put-overwrite", channelId, id: bot.sim.clientId, allow: ["VIEW_CHANNEL"] });
  await bot.rounds("group:12");
  const own = bot.channel("text").overwrites.find(({ id }) => id === bot.sim.clientId)!;
  expect(own.allow).toContain("SEND_MESSAGES");
});

test("a role let in by hand is shown and not sent away", async () => {
  await using bot = await realized([1]);
  const [role, ask] = [{ id: "300000000000000001", name: "Helpers", permissions: "0" }, bot.discord.ask];
  bot.discord.ask = async <T>(...args: Parameters<typeof ask>) => {
    const answer = await ask<T>(...args);
    if (args[0].endsWith("/channels"))
      for (const channel of answer as { name: string; permission_overwrites: object[] }[])
        if (channel.name === "group-12")
          channel.permission_overwrites.push({ id: role.id, type: 0, allow: "1024", deny: "0" });
    return answer;
  };
  await bot.rounds("group:12");
  const shown = bot.server.outcomes().find(({ result }) => result === "held");
  expect(shown).toMatchObject({ kind: "access", action: "delete", key: keys.access(12, "text", role.id) });
  expect(shown!.discordId).toBeUndefined();
  expect(bot.changing()).toBe(0);
});

test("a channel renamed by hand is shown and held; an organiser's repair restores ours; our own rename goes through [RE-6]", async () => {
  await using bot = await realized([1]);
  await bot.hand({ do: "rename-channel", channelId: bot.channel("text").id, name: "party" });
  await bot.rounds("group:12");
  expect(bot.server.outcomes().find(({ kind }) => kind === "text-channel")).toMatchObject({
    action: "update",
    result: "held",
    id: bot.channel("text").id,
  });
  expect(bot.channel("text").name).toBe("party");

  const repair = [keys.textChannel(12)];
  bot.server.said.set("group:12", group(12, { members: few(1), ...quiet, policy: { ...group(12).policy, repair } }));
  await bot.rounds("group:12");
  expect(bot.channel("text").name).toBe("group-12");

  bot.server.said.set(
    "group:12",
    group(12, { members: few(1), ...quiet, group: { ...group(12).group, name: "Larks" } }),
  );
  await bot.rounds("group:12");
  expect(bot.channel("text").name).toBe("larks");
  expect(bot.channel("voice").name).toBe("Larks Voice");
});

test("a mark somebody took out of the topic is put back, and what they wrote there stays [RE-24]", async () => {
  await using bot = await realized([1]);
  await bot.hand({ do: "set-topic", channelId: bot.channel("text").id, topic: "Our home" });
  await bot.rounds("group:12");
  expect(bot.channel("text").topic).toBe("Our home [demo/group:12/text-channel]");
});

test("another installation's channels in the same guild are invisible, hence safe [RE-23, INV-7]", async () => {
  await using bot = await realized([1]);
  const before = bot.sim.snapshot().channels.length;
  bot.server.remembered.clear();
  bot.server.said.set("cohort:3", { ...cohort(), installation: "staging" });
  bot.server.said.set("group:12", { ...group(12, { members: few(1), ...quiet }), installation: "staging" });
  await bot.rounds("cohort:3", "group:12");
  expect(bot.server.outcomes().some(({ action }) => action === "delete")).toBe(false);
  expect(bot.sim.snapshot().channels).toHaveLength(before + 3);
});

test("when suspiciously many would lose access at once, nobody does until a person has looked", async () => {
  await using bot = await realized([1, 2, 3, 4, 5, 6, 7, 8]);
  bot.server.said.set("group:12", group(12, { members: few(1), ...quiet }));
  await bot.rounds("group:12");
  expect(
    access(bot)
      .filter(({ action }) => action === "delete")
      .every(({ result }) => result === "held"),
  ).toBe(true);
  expect(viewers(bot, "text")).toHaveLength(8);
});

test("a cancelled group keeps its channels, and nobody but staff sees them; its events go", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  bot.server.said.set("group:12", group(12, { group: { ...group(12).group, status: "cancelled" } }));
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual([]);
  expect(bot.sim.snapshot().events.filter(({ status }) => status === "scheduled")).toEqual([]);
  expect(bot.sim.snapshot().channels.filter(({ name }) => name !== "general")).toHaveLength(3);
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
});

test("a completed group moves into the archive: members still read, nobody speaks, its events are over", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { members: few(1, 2) }));
  await bot.rounds("cohort:3", "group:12");
  const categoryKey = "cohort:3/archive-1";
  bot.server.said.set("cohort:3", { ...cohort(), categories: [{ key: categoryKey, number: 1 }] } as never);
  const ended = { ...group(12).group, status: "completed" as const };
  bot.server.said.set("group:12", group(12, { members: few(1, 2), group: ended, categoryKey }));
  await bot.rounds("cohort:3", "group:12");
  const archive = bot.sim.snapshot().channels.find(({ name }) => name === "AI Safety - October (archive)")!;
  expect([bot.channel("text").parentId, bot.channel("voice").parentId]).toEqual([archive.id, archive.id]);
  expect([viewers(bot, "text"), viewers(bot, "voice")]).toEqual([ids(1, 2), []]);
  expect(bot.channel("text").overwrites.find(({ id }) => id === personId(1))!.allow).not.toContain("SEND_MESSAGES");
  expect(bot.sim.snapshot().events.filter(({ status }) => status === "scheduled")).toEqual([]);
  await bot.rounds("cohort:3", "group:12");
  expect(bot.changing()).toBe(0);
});

test("a list that lags behind makes nothing missing and nothing twice [RE-17]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  bot.later(60_000);
  await bot.rounds("cohort:3");
  for (const operation of ["channel.list", "event.list"])
    await bot.control("weather", { operation, fault: "read-lag", ms: 30_000, times: 99 });
  await bot.rounds("group:12", "group:12");
  expect(bot.changing()).toBe(12);
  expect(bot.server.outcomes().some(({ action }) => action === "recreate")).toBe(false);
});

test("a moved meeting's event is changed, a cancelled one's removed, one beyond the horizon left alone [DC-15]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  const meetings = group(12).meetings.map((meeting, index) => {
    if (index === 1)
      return {
        ...meeting,
        startsAt: new Date(meeting.startsAt.getTime() + 3_600_000),
        endsAt: new Date(meeting.endsAt.getTime() + 3_600_000),
      };
    if (index === 2) return { ...meeting, event: "cancelled" as const };
    return index === 7 ? { ...meeting, event: "beyond_horizon" as const } : meeting;
  });
  bot.server.said.set("group:12", group(12, { meetings }));
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(2);
  const events = bot.sim.snapshot().events.filter(({ status }) => status === "scheduled");
  expect(events.map(({ name }) => name.slice(-1))).toEqual(["1", "2", "4", "5", "6", "7", "8"]);
  expect(new Date(events[1]!.start).toISOString()).toBe("2026-10-14T16:00:00.000Z");
});

test("an event that would begin in the past is not asked for [R17]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  const [first, ...rest] = group(12).meetings;
  const past = { ...first!, startsAt: new Date("2026-09-30T15:00:00Z"), endsAt: new Date("2026-09-30T16:00:00Z") };
  bot.server.said.set("group:12", group(12, { meetings: [past, ...rest] }));
  await bot.rounds("cohort:3", "group:12");
  expect(bot.server.tally()).toMatchObject({ "event create done": 7 });
});

test("a guild without needed permissions gets each missing one named, and nothing is half done [R8]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  await bot.control("permissions", { take: ["MANAGE_CHANNELS", "SPEAK"] });
  await bot.rounds("cohort:3");
  expect(bot.changing()).toBe(0);
  const [settled] = bot.server.settled;
  expect(settled).toMatchObject({ ending: "gave_up", trouble: { class: "needs_person", code: "missing_permissions" } });
  expect(settled!.trouble!.message).toContain("MANAGE_CHANNELS, SPEAK");
  await bot.control("permissions", { give: ["MANAGE_CHANNELS", "SPEAK"] });
  await bot.rounds("cohort:3");
  expect(bot.server.tally()).toEqual({ "category create done": 1 });
});

test("what must be said is said once: not again when it is remembered, nor when its answer was lost [NO-1, INV-4, Y18]", async () => {
  await using bot = await realized([1, 2]);
  const message = {
    key: keys.message(12, 7),
    notificationId: 7,
    kind: "member_joined" as const,
    payload: {},
    about: { name: "Person 2", discordId: personId(2) },
    nonce: "message-7",
  };
  bot.server.said.set("group:12", group(12, { members: few(1, 2), ...quiet, messages: [message] }));
  await bot.control("weather", { operation: "message.create", fault: "500-after" });
  await bot.rounds("group:12");
  await bot.rounds("group:12");
  await bot.rounds("group:12");
  const said = bot.sim.snapshot().messages.filter(({ content }) => content.includes("has joined"));
  expect(said).toHaveLength(1);
  expect(said[0]!.pinged).toMatchObject({ users: [personId(2)], everyone: false });
});

test("names with @everyone, right-to-left marks, emoji and three hundred letters make names Discord takes and pings nobody [RE-22]", async () => {
  await using bot = await botResource();
  const name = `@everyone \u202e${"Lärks 🦉 & _friends_ ".repeat(20)}`;
  const members = people(3).map((member, index) =>
    index === 1 ? { ...member, name: "@everyone **bold** <@1>", discordId: null } : member,
  );
  bot.server.said.set("cohort:3", { ...cohort(), cohort: { id: 3, name, status: "active" } });
  bot.server.said.set("group:12", {
    ...group(12, { members, ...quiet, group: { ...group(12).group, name } }),
    cohort: { id: 3, name, status: "active" },
  });
  await bot.rounds("cohort:3", "group:12");
  await bot.rounds("cohort:3", "group:12");
  expect(bot.changing()).toBe(0);
  const { messages, channels } = bot.sim.snapshot();
  expect(channels.every((channel) => [...channel.name].length <= 100 && !/\u202e/.test(channel.name))).toBe(true);
  expect(messages[0]!.pinged.everyone).toBe(false);
  expect(messages[0]!.pinged.users).toEqual(ids(1, 3));
});

test("a hundred and twenty members fit: the create carries what one request may, the rest follow one by one", async () => {
  await using bot = await botResource({ count: 120 });
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { members: people(120), ...quiet }));
  await bot.rounds("cohort:3", "group:12");
  expect(viewers(bot, "text")).toHaveLength(120);
  // Category, two channels, 22 more people in each, the welcome and its pin.
  expect(bot.changing()).toBe(1 + 2 + 2 * 22 + 2);
});

test("a lost welcome is not written again by itself; a late first event is linked by an edit [R9, C34]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { meetings: group(12).meetings.slice(0, 1) }));
  await bot.control("weather", { operation: "event.create", fault: "500-before" });
  await bot.rounds("cohort:3", "group:12");
  expect(JSON.stringify(bot.sim.snapshot().messages[0]!.embeds)).not.toContain("/events/");
  await bot.rounds("group:12");
  await bot.rounds("group:12");
  const [welcome] = bot.sim.snapshot().messages;
  expect(JSON.stringify(welcome!.embeds)).toContain(`/events/${bot.sim.guild.id}/${bot.sim.snapshot().events[0]!.id}`);
  await bot.hand({ do: "delete-message", messageId: welcome!.id });
  await bot.rounds("group:12");
  expect(bot.server.outcomes().find(({ kind }) => kind === "welcome")).toMatchObject({
    action: "recreate",
    result: "held",
  });
});
