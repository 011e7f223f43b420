import { keys } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { botResource, cohort, group } from "./bot-resource.ts";

const archive = keys.archive(3, 1);
const ended = (status: "completed" | "merged" | "cancelled") =>
  group(12, { group: { ...group(12).group, status }, categoryKey: archive });

test("a group that has ended before its archive stands says what it waits for, and moves when it does", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  const before = bot.channel("text").parentId;
  bot.server.said.set("group:12", ended("completed"));
  bot.server.forget();
  await bot.rounds("group:12");
  const rooms = bot.server.outcomes().filter(({ kind }) => kind === "text-channel" || kind === "voice-channel");
  expect(rooms.map(({ result, trouble }) => [result, trouble?.code])).toEqual([
    ["blocked", "no_category"],
    ["blocked", "no_category"],
  ]);
  expect(bot.channel("text").parentId).toBe(before);

  bot.server.said.set("cohort:3", { ...cohort(), categories: [{ key: archive, number: 1 }] } as never);
  await bot.rounds("cohort:3", "group:12");
  const there = bot.sim.snapshot().channels.find(({ name }) => name === "AI Safety - October (archive)")!;
  expect([bot.channel("text").parentId, bot.channel("voice").parentId]).toEqual([there.id, there.id]);
  // What hands had not touched is not called touched by hands.
  expect(bot.server.outcomes().some(({ result }) => result === "held")).toBe(false);
});

test("an archive with fifty channels takes no more, and that is said in the word that opens the next [RE-7]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", { ...cohort(), categories: [...categories(), { key: archive, number: 1 }] } as never);
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  const there = bot.sim.snapshot().channels.find(({ name }) => name === "AI Safety - October (archive)")!;
  for (let count = 0; count < 50; count++)
    await bot.hand({ do: "create-channel", name: `old-${count}`, parentId: there.id });
  bot.server.said.set("group:12", ended("cancelled"));
  bot.server.forget();
  await bot.rounds("group:12");
  const text = bot.server.outcomes().find(({ kind }) => kind === "text-channel");
  expect(text).toMatchObject({ result: "failed", trouble: { code: "category_full", class: "passing" } });
});

const categories = () => (cohort() as { categories: readonly { key: string; number: number }[] }).categories;
