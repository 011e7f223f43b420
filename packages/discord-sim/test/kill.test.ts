import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { Snapshot } from "../src/control/snapshot.ts";
import { startSim } from "../src/sim.ts";

const main = path.join(import.meta.dirname, "../src/main.ts");

/** The simulator as its own process, told where it listens by the line it prints; gone at the end of the block. */
async function spawned(
  directory: string,
  more: Record<string, string> = {},
): Promise<AsyncDisposable & { child: ChildProcess; origin: string }> {
  const env = { PATH: process.env["PATH"] ?? "", DISCORD_SIM_PORT: "0", DISCORD_SIM_DATA: directory, ...more };
  const child = spawn(process.execPath, [main], { env, stdio: ["pipe", "pipe", "pipe"] });
  const origin = await new Promise<string>((resolve, reject) => {
    let said = "";
    const listen = (data: Buffer): void => {
      said += data.toString();
      const found = /ready: (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", () => reject(new Error(said)));
  });
  const dispose = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended(child);
  };
  return { child, origin, [Symbol.asyncDispose]: dispose };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) =>
    child.exitCode === null && child.signalCode === null
      ? child.once("exit", (code) => resolve(code))
      : resolve(child.exitCode),
  );
const lasting = ({ guild, channels, events, messages, members, effects, auditLog }: Snapshot): object => ({
  guild,
  channels,
  events,
  messages,
  members,
  effects,
  auditLog,
});
const shot = async (origin: string): Promise<Snapshot> =>
  (await (await fetch(`${origin}/_sim/snapshot`)).json()) as Snapshot;
const create = (origin: string, guild: string, name: string): Promise<Response> =>
  fetch(`${origin}/api/v10/guilds/${guild}/channels`, {
    method: "POST",
    headers: { authorization: "Bot simulated-bot-token", "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });

function directory(): Disposable & { path: string } {
  const made = mkdtempSync(path.join(tmpdir(), "discord-sim-"));
  return { path: made, [Symbol.dispose]: () => rmSync(made, { recursive: true, force: true }) };
}

test("killed with -9 after an answer, it stands up again with the same guild and the same ids", async () => {
  using place = directory();
  await using first = await spawned(place.path);
  const { guild } = await shot(first.origin);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => create(first.origin, guild.id, `room-${n}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
  const before = await shot(first.origin);
  first.child.kill("SIGKILL");
  await ended(first.child);

  await using second = await spawned(place.path);
  expect(lasting(await shot(second.origin))).toEqual(lasting(before));
  const made = (await (await create(second.origin, guild.id, "after")).json()) as { id: string };
  expect(before.channels.every(({ id }) => BigInt(id) < BigInt(made.id))).toBe(true);
  second.child.kill("SIGTERM");
  expect(await ended(second.child)).toBe(0);
});

test("a line cut off by a crash is forgotten, and what was whole before it is kept", async () => {
  using place = directory();
  const ids = await (async () => {
    await using sim = await startSim({ journalDirectory: place.path });
    await sim.rest.answer({
      method: "POST",
      path: `/guilds/${sim.guild.id}/channels`,
      headers: { authorization: `Bot ${sim.token}` },
      body: { name: "kept" },
    });
    return sim.snapshot().channels.map(({ id }) => id);
  })();
  appendFileSync(path.join(place.path, "guild.jsonl"), '{"changes":[["channels","1",{"id"');
  for (const _ of [1, 2]) {
    await using sim = await startSim({ journalDirectory: place.path });
    expect(sim.snapshot().channels.map(({ id }) => id)).toEqual(ids);
  }
  expect(readFileSync(path.join(place.path, "guild.jsonl"), "utf8").split("\n")).toHaveLength(2);
});

test("ids go on above the old ones although the clock was set back between two starts", async () => {
  using place = directory();
  const start = async (now: number): Promise<string> => {
    await using sim = await startSim({ journalDirectory: place.path, clock: () => now });
    const answer = await sim.rest.answer({
      method: "POST",
      path: `/guilds/${sim.guild.id}/channels`,
      headers: { authorization: `Bot ${sim.token}` },
      body: { name: "x" },
    });
    return (answer as { body: { id: string } }).body.id;
  };
  const later = await start(Date.UTC(2026, 9, 2));
  expect(BigInt(await start(Date.UTC(2026, 9, 1)))).toBeGreaterThan(BigInt(later));
});

test("a folder that a living process uses is refused to a second one", async () => {
  using place = directory();
  await using _ = await spawned(place.path);
  await expect(spawned(place.path)).rejects.toThrow(/Another simulated Discord \(process \d+\) is using/);
});

test("a seed adds whom it does not know, and starting with it again changes nothing", async () => {
  using place = directory();
  const seed = path.join(place.path, "seed.json");
  writeFileSync(seed, JSON.stringify({ guildName: "Course", users: [{ id: "200000000000000001", username: "ann" }] }));
  await using first = await spawned(place.path, { DISCORD_SIM_SEED: seed, MUSTER_CHILD: "1" });
  const before = await shot(first.origin);
  expect(before.guild.name).toBe("Course");
  first.child.stdin?.end();
  expect(await ended(first.child)).toBe(0);
  await using second = await spawned(place.path, { DISCORD_SIM_SEED: seed });
  expect(lasting(await shot(second.origin))).toEqual(lasting(before));
});

test("a port in use and a malformed environment are told in a sentence", async () => {
  using place = directory();
  await using running = await spawned(place.path);
  const { origin } = running;
  const other = path.join(place.path, "other");
  await expect(spawned(other, { DISCORD_SIM_PORT: new URL(origin).port })).rejects.toThrow(/Port \d+ is in use/);
  await expect(spawned(other, { DISCORD_SIM_PORT: "many", DISCORD_CLIENT_ID: "me" })).rejects.toThrow(
    /DISCORD_SIM_PORT[^]*DISCORD_CLIENT_ID/,
  );
});
