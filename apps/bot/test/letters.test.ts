import { expect, test } from "vitest";
import { instantMark, keys, type BriefLetter, type PersonBrief } from "@muster/domain/brief";
import { personSubject } from "@muster/domain/subject";
import { openCourier } from "../src/courier.ts";
import { botResource, group, NOW, personId, type BotResource } from "./bot-resource.ts";

const letter = (person: number, number: number, change: Partial<BriefLetter> = {}): BriefLetter => ({
  key: keys.letter(person, number),
  notificationId: number,
  subject: "Your group: Group 12",
  lines: ["you are in Group 12.", `The next meeting is on ${instantMark(NOW)}.`],
  link: { words: "See your group", url: "http://127.0.0.1:4400/" },
  nonce: `muster-${number}`,
  ...change,
});

function writes(bot: BotResource, person: number, letters: BriefLetter[]): void {
  const { installation, policy } = group(12);
  const brief = { about: "person", subject: personSubject(person), installation, policy, discordId: personId(person) };
  bot.server.people.set(personSubject(person), { ...brief, letters } as Omit<
    PersonBrief,
    "round" | "epoch" | "generation" | "remembered" | "pending"
  >);
}
/** What stands in the conversation with somebody. */
function conversation(bot: BotResource, person: number) {
  const { directChannels, messages } = bot.sim.snapshot();
  const channel = directChannels.find(({ recipientId }) => recipientId === personId(person));
  return messages.filter(({ channelId }) => channelId === channel?.id);
}
const round = (bot: BotResource, person: number) => bot.rounds(personSubject(person));

test("a letter is written once, to the one it is for, with its instant in the reader's own zone [EM-1, NO-1, RE-21]", async () => {
  await using bot = await botResource();
  writes(bot, 1, [letter(1, 7)]);
  for (let times = 0; times < 3; times++) await round(bot, 1);
  const said = conversation(bot, 1);
  expect(said).toHaveLength(1);
  expect(said[0]!.content).toBe(
    "**Your group: Group 12**\nyou are in Group 12.\nThe next meeting is on <t:1790856000:F> (<t:1790856000:R>).",
  );
  expect(bot.sim.snapshot().directChannels.map(({ recipientId }) => recipientId)).toEqual([personId(1)]);
  expect(bot.server.tally()).toEqual({ "message keep done": 1 });
});

test.each(["500-after", "timeout-after", "reset-after"])(
  "a letter whose answer was lost (%s) is looked for in the conversation, long after the nonce has passed [NO-2, NO-3]",
  async (fault) => {
    await using bot = await botResource();
    writes(bot, 1, [letter(1, 7)]);
    await bot.control("weather", { operation: "message.create", fault });
    await round(bot, 1);
    expect(bot.server.tally()).toEqual({ "message create ambiguous": 1 });
    bot.later(3_600_000);
    await round(bot, 1);
    expect(conversation(bot, 1)).toHaveLength(1);
    expect(bot.server.tally()).toEqual({ "message keep done": 1 });
  },
  30_000,
);

test("whoever takes no direct messages, or is not on the server, is told so for good, and the others go on [RE-20]", async () => {
  await using bot = await botResource({ absent: [2] });
  await bot.control("direct-messages", { userId: personId(1), closed: true });
  const codes = [];
  for (const person of [1, 2, 3]) {
    writes(bot, person, [letter(person, person)]);
    await round(bot, person);
    codes.push(bot.server.outcomes().map(({ result, trouble }) => [result, trouble?.code]));
  }
  expect(codes).toEqual([[["failed", "50007"]], [["failed", "50278"]], [["done", undefined]]]);
  expect(conversation(bot, 3)).toHaveLength(1);
});

test.each([20026, 40003])(
  "after Discord's objection (%i) not one more letter of the round is tried [RE-21]",
  async (code) => {
    await using bot = await botResource();
    writes(bot, 1, [letter(1, 7), letter(1, 8), letter(1, 9)]);
    await bot.control("weather", { operation: "direct.create", fault: "error", status: 403, code, times: 99 });
    await round(bot, 1);
    expect(bot.server.outcomes().map(({ trouble }) => trouble?.code)).toEqual([String(code)]);
    expect(bot.changing()).toBe(1);
  },
);

test("names in a letter format nothing, mention nobody and are no links; our own addresses are [RE-22]", async () => {
  await using bot = await botResource();
  const lines = ["With you: **Eve** @everyone https://evil.example/x_y.", "Come: https://discord.gg/a_b"];
  writes(bot, 1, [letter(1, 7, { lines })]);
  await round(bot, 1);
  const [said] = conversation(bot, 1);
  expect(said!.content).toContain("\\*\\*Eve\\*\\*");
  expect(said!.content).not.toContain("@everyone");
  expect(said!.content).toContain("https://discord.gg/a_b");
  expect(said!.pinged).toMatchObject({ everyone: false, users: [] });
});

test("five hundred people are written to no faster than one each second [RE-21]", async () => {
  const time = { now: 0 };
  const at: number[] = [];
  const courier = openCourier({ clock: () => time.now, pause: async (ms) => void (time.now += ms) });
  for (let person = 0; person < 500; person++) {
    await courier.turn();
    at.push(time.now);
    // Some take longer by themselves.
    time.now += person % 7 === 0 ? 1_700 : 30;
  }
  const gaps = at.slice(1).map((moment, index) => moment - at[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
});
