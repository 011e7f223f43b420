import { expect, test } from "vitest";
import { botResource, cohort, group, type BotResource } from "./bot-resource.ts";

async function realized(): Promise<BotResource> {
  const bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  return bot;
}

const [first] = group(12).meetings;
/** The clock stands so long before the first meeting, or after its start when negative. */
const before = (bot: BotResource, ms: number) => bot.later(first!.startsAt.getTime() - ms - bot.server.now().getTime());
const standing = (bot: BotResource) =>
  bot.sim
    .snapshot()
    .events.filter(({ status }) => status === "scheduled" || status === "active")
    .map(({ name }) => name.slice(-1));
const everyWeek = ["1", "2", "3", "4", "5", "6", "7", "8"];

test("a meeting about to begin, or begun since the brief was written, keeps its event [DC-15]", async () => {
  await using bot = await realized();
  for (const ms of [59_000, 1_000, 0, -30_000]) {
    before(bot, ms);
    await bot.rounds("group:12");
    expect([ms, standing(bot), bot.changing()]).toEqual([ms, everyWeek, 0]);
  }
});

test("a meeting called off in its last minute loses its event all the same", async () => {
  await using bot = await realized();
  before(bot, 59_000);
  const meetings = group(12).meetings.map((meeting) =>
    meeting.id === first!.id ? { ...meeting, event: "cancelled" as const } : meeting,
  );
  bot.server.said.set("group:12", group(12, { meetings }));
  await bot.rounds("group:12");
  expect(standing(bot)).toEqual(everyWeek.slice(1));
});
