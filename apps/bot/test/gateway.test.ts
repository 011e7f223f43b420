import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { living, PATIENTLY } from "./a-living-bot.ts";
import { cohort, group, people, personId } from "./bot-resource.ts";

test("a connection that has gone silent is noticed by its missing heartbeats and taken up again, missing nothing [GW-4]", async () => {
  await using bot = await living(() => {}, { heartbeatMs: 400 });
  await expect.poll(() => bot.server.healths.at(-1)?.gateway, PATIENTLY).toBe("ready");
  await bot.control("gateway", { do: "zombie" });
  await expect.poll(() => bot.sim.snapshot().bot.resumes, PATIENTLY).toBeGreaterThanOrEqual(1);
  // Heartbeats are answered again from here on.
  await bot.control("gateway", { do: "available" });
  await bot.control("members", { join: personId(2) });
  await expect
    .poll(() => bot.server.heard.some((heard) => JSON.stringify(heard).includes(personId(2))), PATIENTLY)
    .toBe(true);
  await expect.poll(() => bot.server.healths.at(-1)?.gateway, PATIENTLY).toBe("ready");
  expect(bot.sim.snapshot().bot.identifies).toBe(1);
});

test("members come from REST alone: a gateway that names some and answers nothing keeps nobody out [GW-6, GW-7, GW-8]", async () => {
  await using bot = await living((server, sim) => {
    sim.weather.expect({ operation: "gateway.guild", fault: "partial-members", times: 99 });
    sim.weather.expect({ operation: "gateway.chunks", fault: "silence", times: 99 });
    server.said.set("cohort:3", cohort());
    server.said.set("group:12", group(12, { members: people(8) }));
  });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(2);
  const room = bot.sim.snapshot().channels.find(({ name }) => name === "group-12")!;
  const present = [1, 3, 4, 5, 6, 7, 8].map(personId);
  expect(new Set(room.viewers)).toEqual(new Set([bot.sim.guild.ownerId, ...present]));
  expect(bot.sim.snapshot().bot.chunksAsked).toBe(0);
});

test("what the bot does itself comes back as events and starts no new work [GW-11]", async () => {
  await using bot = await living((server) => {
    server.said.set("cohort:3", cohort());
    server.said.set("group:12", group(12, { members: people(8) }));
  });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(2);
  await expect.poll(() => bot.sim.snapshot().commands.length, PATIENTLY).toBeGreaterThan(0);
  expect(bot.sim.snapshot().effects.filter(({ by }) => by === bot.sim.clientId).length).toBeGreaterThan(10);
  await sleep(300);
  const [calls, heard] = [bot.sim.snapshot().calls, bot.server.heard.length];
  await sleep(700);
  expect(bot.server.settled).toHaveLength(2);
  expect(bot.server.heard).toHaveLength(heard);
  expect(bot.sim.snapshot().calls).toEqual(calls);
});

test("refused by Discord for ever, a bot that is rung all the time stays far below the ban [RE-11]", async () => {
  await using bot = await living((server, sim) => {
    server.said.set("cohort:3", cohort());
    sim.weather.expect({ operation: "channel.list", fault: "403-until" });
  });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBeGreaterThanOrEqual(1);
  const refused = () => bot.sim.weather.list().find(({ fault }) => fault === "403-until")!.hits;
  for (let rings = 0; rings < 150; rings++) {
    const before = bot.server.settled.length;
    bot.server.ring("cohort:3");
    await expect.poll(() => bot.server.settled.length, PATIENTLY).toBeGreaterThan(before);
  }
  expect(refused()).toBeLessThanOrEqual(100);
  expect(bot.server.settled.at(-1)!.trouble).toMatchObject({ class: "passing", code: "invalid_requests" });
  await expect.poll(() => bot.server.healths.at(-1)?.trouble?.code, PATIENTLY).toBe("invalid_requests");
}, 60_000);
