import { isDouble, keys } from "@muster/domain/brief";
import { externalId, key, keyOfDouble } from "@muster/reconcile/kind";
import { expect, test } from "vitest";
import { botResource, cohort, group, people, personId, type BotResource } from "./bot-resource.ts";

const said = (numbers: readonly number[], changes: Parameters<typeof group>[1] = {}) =>
  group(12, { members: people(9).filter(({ personId: id }) => numbers.includes(id)), meetings: [], ...changes });

/** A group whose channel stands a second time: everybody sees it, and somebody has written there. */
async function withDouble(count = 3): Promise<BotResource & { double: string }> {
  const bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  bot.server.said.set("group:12", said(numbers));
  await bot.rounds("cohort:3", "group:12");
  const members = numbers.map((number) => ({ id: personId(number), type: 1, allow: "3072" }));
  const body = {
    name: "group-12",
    type: 0,
    topic: bot.channel("text").topic,
    permission_overwrites: [{ id: bot.sim.clientId, type: 1, allow: "1024" }, ...members],
  };
  const { id } = await bot.discord.change<{ id: string }>("POST", `/guilds/${bot.sim.guild.id}/channels`, { body });
  await bot.discord.change("POST", `/channels/${id}/messages`, { body: { content: "hello" } });
  return Object.assign(bot, { double: id });
}

/** Whose overwrites stand on a channel, apart from the bot's and everyone's. */
const whoIsIn = (bot: BotResource, channelId: string) =>
  bot.sim
    .snapshot()
    .channels.find(({ id }) => id === channelId)!
    .overwrites.map(({ id }) => id)
    .filter((id) => id !== bot.sim.clientId && id !== bot.sim.guild.id)
    .toSorted();
const ofText = (bot: BotResource) =>
  bot.server
    .outcomes()
    .filter(({ kind }) => kind === "text-channel")
    .map(({ key, action, result, id }) => [key, action, result, id]);

test("a double people have written in is shown beside the channel that stays, and goes when it is named [RE-2]", async () => {
  await using bot = await withDouble();
  const own = `${keys.textChannel(12)}/double-${bot.double}`;
  const stays = bot.channel("text").id;
  await bot.rounds("group:12");
  expect(ofText(bot)).toEqual([
    [own, "delete", "held", bot.double],
    [keys.textChannel(12), "keep", "done", stays],
  ]);
  bot.server.said.set("group:12", said([1, 2, 3], { policy: { ...group(12).policy, repair: [own] } }));
  await bot.rounds("group:12");
  expect(ofText(bot)).toEqual([
    [keys.textChannel(12), "keep", "done", stays],
    [own, "delete", "done", bot.double],
  ]);
  expect(bot.sim.snapshot().channels.map(({ id }) => id)).not.toContain(bot.double);
  expect(bot.server.remembered.get(keys.textChannel(12))).toMatchObject({ id: stays });
});

test("what the bot calls a double the server knows for one, and nothing else", () => {
  const [text, event] = [key(keys.textChannel(12)), keys.event(12, 7)];
  expect([keyOfDouble(text, externalId("1097")), text, event].map(isDouble)).toEqual([true, false, false]);
});

test("who leaves the group leaves a double too; nobody is let into it, and whoever stays is left in peace [INV-12]", async () => {
  await using bot = await withDouble();
  bot.server.said.set("group:12", said([1, 2, 4]));
  await bot.rounds("group:12");
  expect(whoIsIn(bot, bot.double)).toEqual([personId(1), personId(2)]);
  expect(whoIsIn(bot, bot.channel("text").id)).toEqual([personId(1), personId(2), personId(4)]);
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
});

test("many who leave at once leave as they would without a double: those in it are not counted twice [SY-3]", async () => {
  await using bot = await withDouble(9);
  bot.server.said.set("group:12", said([1, 2, 3, 4]));
  await bot.rounds("group:12");
  expect(whoIsIn(bot, bot.channel("text").id)).toHaveLength(4);
  expect(whoIsIn(bot, bot.double)).toHaveLength(4);
});

test("a double of an ended group is seen by none of its members, also where they still read the channel itself", async () => {
  await using bot = await withDouble();
  bot.server.said.set("group:12", said([1, 2, 3], { group: { ...group(12).group, status: "completed" } }));
  await bot.rounds("group:12");
  expect(whoIsIn(bot, bot.double)).toEqual([]);
  expect(whoIsIn(bot, bot.channel("text").id)).toHaveLength(3);
});
