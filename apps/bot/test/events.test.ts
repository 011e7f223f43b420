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

test("an event somebody began early stands as it is: not missing, not changed, not taken down while its group lives", async () => {
  await using bot = await realized();
  const [early] = bot.sim.snapshot().events;
  await bot.hand({ do: "start-event", eventId: early!.id });
  const moved = { startsAt: new Date("2026-10-08T09:00:00Z"), endsAt: new Date("2026-10-08T10:00:00Z") };
  for (const change of [{}, moved, { event: "cancelled" as const }, { event: "past" as const }]) {
    const meetings = group(12).meetings.map((meeting, index) => (index === 0 ? { ...meeting, ...change } : meeting));
    bot.server.said.set("group:12", group(12, { meetings }));
    await bot.rounds("group:12");
    expect(bot.server.outcomes().filter(({ kind, action }) => kind === "event" && action !== "keep")).toEqual([]);
    expect(bot.sim.snapshot().events[0]).toEqual({ ...early!, status: "active" });
  }
  bot.server.said.set("group:12", group(12, { group: { ...group(12).group, status: "cancelled" } }));
  await bot.rounds("group:12");
  expect(standing(bot)).toEqual([]);
});

test("an event that was begun and is missing from a list that lags is not called missing [RE-17]", async () => {
  await using bot = await realized();
  const [early] = bot.sim.snapshot().events;
  await bot.hand({ do: "start-event", eventId: early!.id });
  const { ask } = bot.discord;
  bot.discord.ask = async <T>(...args: Parameters<typeof ask>) => {
    const answer = await ask<T>(...args);
    return args[0].endsWith("/scheduled-events") ? ((answer as { id: string }[]).slice(1) as T) : answer;
  };
  await bot.rounds("group:12");
  expect(bot.server.tally()).toMatchObject({ "event keep done": 8 });
});

test("of two events of one meeting the one that was begun stays [RE-2]", async () => {
  await using bot = await realized();
  const [older] = bot.sim.snapshot().events;
  const body = {
    name: older!.name,
    description: "[demo/group:12/event-1200]",
    scheduled_start_time: first!.startsAt.toISOString(),
    scheduled_end_time: first!.endsAt.toISOString(),
    channel_id: older!.channelId,
    entity_type: 2,
    privacy_level: 2,
  };
  const path = `/guilds/${bot.sim.guild.id}/scheduled-events`;
  const younger = await bot.discord.change<{ id: string }>("POST", path, { body });
  await bot.hand({ do: "start-event", eventId: younger.id });
  await bot.rounds("group:12");
  const { events } = bot.sim.snapshot();
  expect(events.filter(({ name }) => name === older!.name).map(({ id }) => id)).toEqual([younger.id]);
});
