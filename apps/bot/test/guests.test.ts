import { expect, test } from "vitest";
import { keys, type BriefGuest, type BriefMessage } from "@muster/domain/brief";
import { botResource, cohort, group, people, personId, type BotResource } from "./bot-resource.ts";

const members = people(2);
const guest: BriefGuest = { visitId: 4, personId: 7, name: "Person 7", discordId: personId(7) };
const about = { name: guest.name, discordId: guest.discordId };

const coming: BriefMessage = {
  key: keys.message(12, 31),
  notificationId: 31,
  kind: "guest_coming",
  payload: { number: 2, startsAt: "2026-10-14T15:00:00.000Z" },
  about,
  nonce: "muster-31",
};
const notComing: BriefMessage = {
  key: keys.message(12, 32),
  notificationId: 32,
  kind: "guest_not_coming",
  payload: { number: 2 },
  about,
  nonce: "muster-32",
};

/** The host group with these guests and things to say; nothing else may be made. */
function host(guests: BriefGuest[] = [], messages: BriefMessage[] = []) {
  const policy = { ...group(12).policy, allowCreate: false };
  return group(12, {
    members,
    guests,
    messages,
    meetings: [],
    policy,
    group: { ...group(12).group, status: "active" },
  });
}

async function realized(): Promise<BotResource> {
  const bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", { ...host(), policy: group(12).policy });
  await bot.rounds("cohort:3", "group:12");
  return bot;
}

const viewers = (bot: BotResource, kind: "text" | "voice") =>
  bot
    .channel(kind)
    .viewers.filter((id) => id !== bot.sim.guild.ownerId)
    .toSorted();
const ids = (...numbers: number[]) => numbers.map(personId).toSorted();
const told = (bot: BotResource) => bot.sim.snapshot().messages.map(({ content }) => content);

test("a guest sees both rooms within their window and not a round longer; nobody else notices, and the welcome names members alone [JS-14, INV-12]", async () => {
  await using bot = await realized();
  const [welcome] = bot.sim.snapshot().messages;
  bot.server.said.set("group:12", host([guest], [coming]));
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual(ids(1, 2, 7));
  expect(viewers(bot, "voice")).toEqual(ids(1, 2, 7));
  expect(bot.changing()).toBe(3);
  expect(told(bot).at(-1)).toBe(
    `<@${guest.discordId}> joins this week as a guest, for meeting 2 on <t:1791990000:F>. Say hello!`,
  );
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
  bot.server.said.set("group:12", host());
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
  expect(viewers(bot, "voice")).toEqual(ids(1, 2));
  expect(bot.changing()).toBe(2);
  expect(bot.sim.snapshot().messages[0]).toEqual(welcome);
});

test("a guest who takes the visit back is bidden farewell before they lose sight of the room, also when the first words are lost [JS-14]", async () => {
  await using bot = await realized();
  bot.server.said.set("group:12", host([guest]));
  await bot.rounds("group:12");
  bot.server.said.set("group:12", host([], [notComing]));
  await bot.control("weather", { operation: "message.create", fault: "500-after" });
  await bot.rounds("group:12");
  const order = bot.server
    .outcomes()
    .filter(({ kind, action }) => kind === "message" || (kind === "access" && action === "delete"))
    .map(({ kind }) => kind);
  expect(order).toEqual(["message", "access", "access"]);
  await bot.rounds("group:12");
  expect(told(bot).filter((words) => words.includes("does not come to meeting 2 after all"))).toHaveLength(1);
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
});

test("a guest who is not in the server is waited for; one who has left it is cleaned up and waited for [JS-14, C27]", async () => {
  await using bot = await realized();
  await bot.control("members", { leave: guest.discordId });
  bot.server.said.set("group:12", host([guest]));
  await bot.rounds("group:12");
  const access = () =>
    bot.server
      .outcomes()
      .filter(({ discordId }) => discordId === guest.discordId)
      .map(({ action, result }) => `${action} ${result}`);
  expect(access()).toEqual(["create waiting", "create waiting"]);
  await bot.control("members", { join: guest.discordId });
  await bot.rounds("group:12");
  expect(viewers(bot, "voice")).toEqual(ids(1, 2, 7));
  await bot.control("members", { leave: guest.discordId });
  await bot.rounds("group:12");
  expect(access()).toEqual(["create waiting", "create waiting", "delete done", "delete done"]);
});

test("a guest sees nothing any more of a group that has ended, whatever its members still read [JS-14]", async () => {
  await using bot = await realized();
  bot.server.said.set("group:12", host([guest]));
  await bot.rounds("group:12");
  const ended = host([guest]);
  bot.server.said.set("group:12", { ...ended, group: { ...ended.group, status: "completed" } });
  await bot.rounds("group:12");
  expect(viewers(bot, "text")).toEqual(ids(1, 2));
  expect(viewers(bot, "voice")).toEqual([]);
});
