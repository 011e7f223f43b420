import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startSim, type Sim } from "@muster/discord-sim";
import { startBot, type Bot } from "../src/bot.ts";
import { cohort, group, NOW, people, personId } from "./bot-resource.ts";
import { refused, WholeFakeServer } from "./fake-server.ts";

interface Living extends AsyncDisposable {
  sim: Sim;
  server: WholeFakeServer;
  control<T = Record<string, unknown>>(path: string, body: unknown): Promise<T>;
  stop(): Promise<void>;
}

const OPEN = { calls: 1_000_000, windowMs: 1_000 };
const users = Array.from({ length: 8 }, (_, index) => ({
  id: personId(index + 1),
  username: `person${index + 1}`,
  inGuild: index !== 1,
}));

/** A bot as `main.ts` starts it, between a simulated Discord and a server that can refuse; waits are a tenth as long. */
async function living(prepare: (server: WholeFakeServer, sim: Sim) => void = () => {}): Promise<Living> {
  const sim = await startSim({
    limits: { global: OPEN, usual: OPEN, reading: OPEN, operations: {} },
    clock: () => NOW.getTime() + Math.floor(performance.now()),
    guild: { users },
  });
  const server = new WholeFakeServer();
  server.now = () => NOW;
  prepare(server, sim);
  const { bot, stopping } = startIt(sim, server);
  const stop = async () => {
    stopping.abort();
    await bot.stop();
  };
  return {
    sim,
    server,
    stop,
    async control(path, body) {
      const answer = await fetch(`${sim.origin}/_sim/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const json = (await answer.json()) as never;
      if (!answer.ok) throw new Error(JSON.stringify(json));
      return json;
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await sim.close();
    },
  };
}

function startIt(sim: Sim, server: WholeFakeServer): { bot: Bot; stopping: AbortController } {
  const stopping = new AbortController();
  const bot = startBot({
    config: { discordToken: sim.token, discordApiUrl: sim.url, guildId: undefined },
    server,
    holder: randomUUID(),
    now: () => new Date(NOW.getTime() + performance.now()),
    clock: () => performance.now(),
    pause: (ms) => sleep(Math.ceil(ms / 10), undefined, { signal: stopping.signal }),
    log: { info: () => {}, warn: () => {} },
  });
  return { bot, stopping };
}

/** Real connections take what time they take. */
const PATIENTLY = { timeout: 20_000, interval: 20 };
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

/** Runs a command as the owner and waits until its answers say this. */
async function answered(bot: Living, body: Record<string, unknown>, said: RegExp): Promise<string> {
  await expect.poll(() => bot.sim.snapshot().commands.length, PATIENTLY).toBe(4);
  const userId = bot.sim.guild.ownerId;
  const { interaction } = await bot.control<{ interaction: { id: string } }>("commands", { userId, ...body });
  const answers = () =>
    JSON.stringify(bot.sim.snapshot().interactions.find(({ id }) => id === interaction.id)?.answers);
  await expect.poll(answers, PATIENTLY).toMatch(said);
  return answers();
}

test("/schedule defers, follows the run and sums it up [D1, D4, D6, T18]", async () => {
  await using bot = await living((server) => {
    const progress = { attemptsDone: 500, attemptsTotal: 1_000, placed: 20, total: 24, remainingMs: 4_000 };
    server.run = [
      { status: "running", error: null, progress },
      { status: "done", error: null, progress },
    ];
    server.resultAfter = 2;
    server.result = {
      cohortName: "October",
      groupsCreated: 3,
      usersGrouped: 23,
      ungroupable: 1,
      placement: 95,
      groups: [{ name: "Group 1", memberCount: 8, meetingTime: "Wednesday 15:00-16:00" }],
      unplaced: [{ name: "Ann", sentence: "No hour suits Ann and three others", remedy: null }],
    };
  });
  const asked = { name: "schedule", options: { cohort: 3, min_people: 5, balance: false } };
  const answer = await answered(bot, asked, /Scheduling Complete: October/);
  expect(answer).toContain("95 %");
  expect(answer).toContain("/realize-cohort");
  expect(bot.server.asked.find(({ command }) => command === "schedule")!.input).toMatchObject({
    cohortId: 3,
    settings: { minPeople: 5, balance: false },
    invoker: { discordId: bot.sim.guild.ownerId, isAdministrator: true },
  });
});

test("/realize-cohort follows the groups and counts processed, successful, failed and waiting [D9, D12, C36]", async () => {
  await using bot = await living((server) => {
    const one = (state: string) => ({ groupId: 12, name: "Group 12", state, sentence: "The voice channel is missing" });
    server.realized = [
      { groups: [one("processing")], finished: false, counts: { processed: 0, successful: 0, failed: 0, waiting: 0 } },
      { groups: [one("failed")], finished: true, counts: { processed: 1, successful: 0, failed: 1, waiting: 0 } },
    ];
  });
  const answer = await answered(bot, { name: "realize-cohort", options: { cohort: 3 } }, /Cohort Realized: October/);
  expect(answer).toMatch(/Failed\*\* 1/);
});

test("a cohort without groups is told to be scheduled first [D9]", async () => {
  await using bot = await living();
  const answer = await answered(bot, { name: "realize-cohort", options: { cohort: 3 } }, /No groups/);
  expect(answer).toContain("No groups found for this cohort. Run /schedule first.");
});

test("a refusal is told in the server's own sentence [D5]", async () => {
  await using bot = await living((server) => (server.refusal = refused("Only an organiser of Muster may do this")));
  const answer = await answered(bot, { name: "schedule", options: { cohort: 3 } }, /Error/);
  expect(answer).toContain("Error: Only an organiser of Muster may do this");
});

test("completing filters before it takes twenty-five, so that number sixty is found by typing [D2, DC-4]", async () => {
  await using bot = await living((server) => {
    server.choices = Array.from({ length: 60 }, (_, index) => ({
      id: index + 1,
      label: `Cohort ${index + 1} (3 pending)`,
    }));
  });
  const all = await answered(bot, { name: "schedule", autocomplete: { option: "cohort", value: "" } }, /pending/);
  expect(all.match(/pending/g)).toHaveLength(25);
  const one = await answered(
    bot,
    { name: "schedule", autocomplete: { option: "cohort", value: "cohort 60" } },
    /pending/,
  );
  expect(one).toContain("Cohort 60 (3 pending)");
});

test("commands are put once and not again while they are the same", async () => {
  await using bot = await living();
  await expect.poll(() => bot.sim.snapshot().commands.length, PATIENTLY).toBe(4);
  await bot.control("gateway", { do: "invalid-session" });
  await expect
    .poll(() => bot.server.heard.filter((heard) => "everybody" in heard).length, PATIENTLY)
    .toBeGreaterThanOrEqual(2);
  await sleep(100);
  const puts = Object.entries(bot.sim.snapshot().calls.byRoute).filter(
    ([route]) => route.startsWith("PUT") && route.includes("commands"),
  );
  expect(puts.map(([, times]) => times)).toEqual([1]);
});
