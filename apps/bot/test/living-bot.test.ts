import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Sim } from "@muster/discord-sim";
import { living, PATIENTLY, startIt } from "./a-living-bot.ts";
import { cohort, group, people, personId } from "./bot-resource.ts";

const shownRoom = (sim: Sim) => sim.snapshot().channels.find(({ name }) => name === "group-12");

test("what is due is done on connecting, the cohort before its group", async () => {
  await using bot = await living((server) => {
    server.said.set("group:12", group(12));
    server.said.set("cohort:3", cohort());
  });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(2);
  expect(bot.server.outcomes()[0]).toMatchObject({ kind: "category", action: "create", result: "done" });
  expect(shownRoom(bot.sim)).toBeDefined();
  await expect
    .poll(() => bot.server.healths.at(-1), PATIENTLY)
    .toMatchObject({
      gateway: "ready",
      guild: { id: bot.sim.guild.id },
      missingPermissions: [],
    });
});

test("a permission that is taken, and one that is given back, is told to the server", async () => {
  await using bot = await living((server) => server.said.set("cohort:3", cohort()));
  const lacking = () => bot.server.healths.at(-1)?.missingPermissions;
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(1);
  await bot.control("permissions", { take: ["MANAGE_ROLES"] });
  await expect.poll(lacking, PATIENTLY).toEqual(["MANAGE_ROLES"]);
  await bot.control("permissions", { give: ["MANAGE_ROLES"] });
  await expect.poll(lacking, PATIENTLY).toEqual([]);
});

test("a server that is down at the start is waited for", async () => {
  await using bot = await living((server) => {
    server.down = true;
    server.said.set("cohort:3", cohort());
  });
  await expect.poll(() => bot.sim.snapshot().bot.connected, PATIENTLY).toBe(true);
  expect(bot.server.settled).toEqual([]);
  bot.server.down = false;
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(1);
});

test("somebody who joins the Discord server is told to the server, and everybody on connecting [GW-1]", async () => {
  await using bot = await living();
  await expect
    .poll(
      () => bot.server.heard.some((heard) => "everybody" in heard && heard.everybody.includes(personId(1))),
      PATIENTLY,
    )
    .toBe(true);
  await bot.control("members", { join: personId(2) });
  await expect.poll(() => bot.server.heard, PATIENTLY).toContainEqual({ discordId: personId(2), change: "joined" });
  await bot.control("members", { leave: personId(1) });
  await expect.poll(() => bot.server.heard, PATIENTLY).toContainEqual({ discordId: personId(1), change: "left" });
});

test("who came while the server was away is told when it is back", async () => {
  await using bot = await living();
  await expect.poll(() => bot.server.heard.length, PATIENTLY).toBe(1);
  bot.server.down = true;
  await bot.control("members", { join: personId(2) });
  await sleep(100);
  bot.server.down = false;
  await expect.poll(() => bot.server.heard, PATIENTLY).toContainEqual({ discordId: personId(2), change: "joined" });
});

test("after a lost session everything is due afresh, with who is there now [GW-3]", async () => {
  await using bot = await living((server) => server.said.set("cohort:3", cohort()));
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(1);
  await bot.control("gateway", { do: "invalid-session" });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBeGreaterThanOrEqual(2);
  await expect
    .poll(() => bot.server.heard.filter((heard) => "everybody" in heard).length, PATIENTLY)
    .toBeGreaterThanOrEqual(2);
});

test("a dropped connection comes back by itself and misses nothing [GW-2]", async () => {
  await using bot = await living();
  await expect.poll(() => bot.server.healths.at(-1)?.gateway, PATIENTLY).toBe("ready");
  await bot.control("gateway", { do: "drop" });
  await expect.poll(() => bot.sim.snapshot().bot.connected, PATIENTLY).toBe(true);
  await bot.control("members", { join: personId(2) });
  await expect
    .poll(() => bot.server.heard.some((heard) => JSON.stringify(heard).includes(personId(2))), PATIENTLY)
    .toBe(true);
});

test("a refused intent is said in words and not tried again and again [GW-9]", async () => {
  await using bot = await living(
    (_server, sim) =>
      void fetch(`${sim.origin}/_sim/weather`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ operation: "gateway.identify", fault: "close", code: 4014, times: 99 }),
      }),
  );
  await expect
    .poll(() => bot.server.healths.at(-1)?.trouble, PATIENTLY)
    .toMatchObject({ class: "needs_person", code: "4014" });
  const { identifies } = bot.sim.snapshot().bot;
  await sleep(600);
  expect(bot.sim.snapshot().bot.identifies).toBe(identifies);
});

test("a bot that was removed from the server pauses, deletes nothing, and goes on when it is back [GW-10]", async () => {
  await using bot = await living((server) => server.said.set("cohort:3", cohort()));
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(1);
  await bot.control("gateway", { do: "kick" });
  await expect.poll(() => bot.server.healths.at(-1)?.trouble?.code, PATIENTLY).toBe("no_guild");
  bot.server.forget();
  bot.server.ring("cohort:3");
  await expect.poll(() => bot.server.settled.at(-1)?.ending, PATIENTLY).toBe("gave_up");
  expect(bot.server.settled.at(-1)!.trouble).toMatchObject({ class: "needs_person", code: "no_guild" });
  await bot.control("gateway", { do: "invite" });
  await expect.poll(() => bot.server.settled.at(-1)?.ending, PATIENTLY).toBe("settled");
  expect(bot.sim.snapshot().effects.some(({ did }) => did === "channel.delete")).toBe(false);
});

test("a bot without the lease stands by: it makes nothing and answers no command [EV-11]", async () => {
  await using bot = await living((server) => {
    server.holder = "another-bot";
    server.said.set("cohort:3", cohort());
  });
  await expect.poll(() => bot.sim.snapshot().bot.connected, PATIENTLY).toBe(true);
  await sleep(200);
  expect(bot.server.reports).toEqual([]);
  expect(bot.sim.snapshot().calls.changing).toBe(0);
  bot.server.holder = undefined;
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(1);
});

test("a bell while its subject is at work means once more afterwards; ten mean the same as one [EV-4]", async () => {
  await using bot = await living((server) => {
    server.said.set("cohort:3", cohort());
    server.onReport = ({ phase }) => {
      if (phase === "began") for (let times = 0; times < 10; times++) server.ring("cohort:3");
    };
  });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(2);
  await sleep(100);
  expect(bot.server.settled).toHaveLength(2);
});

test("whoever went from one group to another may read in the new one only, in whichever order the bells come [EV-5]", async () => {
  await using bot = await living((server) => {
    server.said.set("cohort:3", cohort());
    server.said.set("group:12", group(12, { members: people(3) }));
    server.said.set("group:13", group(13, { members: [] }));
  });
  const readers = (name: string) =>
    bot.sim
      .snapshot()
      .channels.find((channel) => channel.name === name)
      ?.overwrites.filter(({ id }) => id === personId(1) || id === personId(3))
      .map(({ id }) => id)
      .toSorted();
  const [mover, stayer] = [personId(1), personId(3)];
  await expect.poll(() => readers("group-12"), PATIENTLY).toEqual([mover, stayer]);
  for (const [to, bells] of [
    ["group-13", ["group:12", "group:13", "group:12"]],
    ["group-12", ["group:12", "group:13"]],
    ["group-13", ["group:13", "group:12"]],
  ] as const) {
    const settled = bot.server.settled.length;
    const isIn12 = to === "group-12";
    bot.server.said.set("group:12", group(12, { members: people(3).slice(isIn12 ? 0 : 1) }));
    bot.server.said.set("group:13", group(13, { members: isIn12 ? [] : people(1) }));
    for (const bell of bells) bot.server.ring(bell);
    await expect.poll(() => bot.server.settled.length - settled, PATIENTLY).toBeGreaterThanOrEqual(2);
    await expect.poll(() => readers("group-12"), PATIENTLY).toEqual(isIn12 ? [mover, stayer] : [stayer]);
    await expect.poll(() => readers("group-13"), PATIENTLY).toEqual(isIn12 ? [] : [mover]);
  }
});

test("stopping gives the lease back at once, and the next bot finds everything", async () => {
  await using bot = await living((server) => {
    server.said.set("cohort:3", cohort());
    server.said.set("group:12", group(12, { members: people(8) }));
  });
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(2);
  await bot.stop();
  expect(bot.server.holder).toBeUndefined();
  bot.server.forget();
  const { bot: next, stopping } = startIt(bot.sim, bot.server);
  await expect.poll(() => bot.server.settled.length, PATIENTLY).toBe(2);
  expect(bot.server.outcomes().every(({ action, result }) => action === "keep" || result === "waiting")).toBe(true);
  stopping.abort();
  await next.stop();
});
