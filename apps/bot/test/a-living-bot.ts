import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { startSim, type Sim, type SimOptions } from "@muster/discord-sim";
import { startBot, type Bot } from "../src/bot.ts";
import { CONTRACT, NOW, personId } from "./bot-resource.ts";
import { WholeFakeServer } from "./fake-server.ts";

export interface Living extends AsyncDisposable {
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
export async function living(
  prepare: (server: WholeFakeServer, sim: Sim) => void = () => {},
  options: Pick<SimOptions, "heartbeatMs"> = {},
): Promise<Living> {
  const sim = await startSim({
    ...(existsSync(CONTRACT) ? { contractPath: CONTRACT } : {}),
    ...options,
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
      const { problems } = sim.snapshot().contract;
      await sim.close();
      if (problems.length > 0) throw new Error(`Discord would not take this: ${JSON.stringify(problems.slice(0, 3))}`);
    },
  };
}

export function startIt(sim: Sim, server: WholeFakeServer): { bot: Bot; stopping: AbortController } {
  const stopping = new AbortController();
  const bot = startBot({
    config: { discordToken: sim.token, discordApiUrl: sim.url, guildId: undefined },
    server,
    holder: randomUUID(),
    now: () => new Date(NOW.getTime() + performance.now()),
    clock: () => performance.now(),
    mayIdentify: async () => {},
    pause: (ms) => sleep(Math.ceil(ms / 10), undefined, { signal: stopping.signal }),
    log: { info: () => {}, warn: () => {} },
  });
  return { bot, stopping };
}

/** Real connections take what time they take. */
export const PATIENTLY = { timeout: 20_000, interval: 20 };
/** Runs a command as the owner and waits until its answers say this. */
export async function answered(bot: Living, body: Record<string, unknown>, said: RegExp): Promise<string> {
  await expect.poll(() => bot.sim.snapshot().commands.length, PATIENTLY).toBe(5);
  const userId = bot.sim.guild.ownerId;
  const { interaction } = await bot.control<{ interaction: { id: string } }>("commands", { userId, ...body });
  const answers = () =>
    JSON.stringify(bot.sim.snapshot().interactions.find(({ id }) => id === interaction.id)?.answers);
  await expect.poll(answers, PATIENTLY).toMatch(said);
  return answers();
}
