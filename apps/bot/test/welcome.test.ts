import { expect, test } from "vitest";
import { botResource, cohort, group, people, type BotResource } from "./bot-resource.ts";

async function realized(): Promise<BotResource> {
  const bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  return bot;
}
const welcomes = (bot: BotResource) => bot.sim.snapshot().messages.filter(({ embeds }) => embeds.length > 0);

test("a welcome follows the group's time and members in its place, stays pinned, and is never written again [DC-12]", async () => {
  await using bot = await realized();
  await bot.rounds("cohort:3", "group:12");
  const [before] = welcomes(bot);
  expect(before!.pinned).toBe(true);
  const slot = { ...group(12).group.slot, startMinute: 17 * 60 + 30 };
  bot.server.said.set("group:12", group(12, { group: { ...group(12).group, slot }, members: people(3) }));
  await bot.rounds("group:12");
  const [after, ...others] = welcomes(bot);
  expect(others).toEqual([]);
  expect(after).toMatchObject({ id: before!.id, pinned: true });
  expect(JSON.stringify(after!.embeds)).toContain("17:30");
  expect(JSON.stringify(after!.embeds)).not.toContain(people(8)[7]!.discordId);
});

test("a bot that may not pin welcomes all the same, fails nothing, and pins once it may [DC-12, RE-13]", async () => {
  await using bot = await realized();
  await bot.control("permissions", { take: ["PIN_MESSAGES"] });
  await bot.rounds("cohort:3", "group:12");
  expect(welcomes(bot)[0]).toMatchObject({ pinned: false });
  expect(bot.server.outcomes().filter(({ result }) => result !== "done")).toEqual([]);
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
  await bot.control("permissions", { give: ["PIN_MESSAGES"] });
  await bot.rounds("group:12");
  expect(welcomes(bot)[0]).toMatchObject({ pinned: true });
  expect(bot.server.tally()).toMatchObject({ "welcome update done": 1 });
});

test("a pin that Discord does not take keeps nobody from their welcome [DC-12]", async () => {
  await using bot = await realized();
  await bot.control("weather", { operation: "pin.put", fault: "error", status: 400, code: 30003 });
  await bot.rounds("cohort:3", "group:12");
  expect(bot.server.tally()).toMatchObject({ "welcome create done": 1 });
  await bot.rounds("group:12");
  expect(welcomes(bot)).toMatchObject([{ pinned: true }]);
});
