import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbedded, type EmbeddedPostgres } from "@muster/db/embedded";
import type { Victim } from "./boundaries.ts";
import { startDatabaseProxy } from "./database-proxy.ts";
import { openGate, type Gate } from "./gate.ts";
import { startHttpProxy } from "./http-proxy.ts";
import { until } from "./until.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** What Node has compiled once is not compiled again at every start: they are many. */
const COMPILED = path.join(ROOT, ".muster/compiled");

/** The windows of such a run: short, so that both of their sides can be waited for. */
export const SETTLE_SECONDS = 3;
export const LEASE_SECONDS = 3;

/** A whole Muster as real processes: server, bot, PostgreSQL and a simulated Discord, with a gate on every way between. */
export interface Town extends AsyncDisposable {
  gate: Gate;
  /** Where people find Muster. */
  url: string;
  /** The simulated Discord itself, without a gate: for looking and for hands. */
  discord: string;
  /** PostgreSQL itself, without a gate: for setting scenes and judging. */
  database: string;
  folder: string;
  /** At once and without warning. */
  kill: (victim: Victim) => void;
  /** Starts again whatever is dead, the database first, and waits until each answers. */
  revive: () => Promise<void>;
  /** The bot forgets how often it began a session lately, as if a day had passed: else it waits longer and longer (GW-5). */
  letADayPass: () => void;
  /** What ended although nobody killed it, in words. */
  surprises: readonly string[];
}

interface Running {
  child: ChildProcess;
  said: () => string;
}

interface Options {
  organisers: readonly string[];
  gate?: Gate;
}

const BOT_TOKEN = "simulated-bot-token";

export async function openTown({ organisers, gate = openGate() }: Options): Promise<Town> {
  await using opening = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), "muster-chaos-"));
  opening.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  mkdirSync(path.join(folder, "logs"));
  const running = new Map<string, Running>();
  const surprises: string[] = [];
  const start = (name: string, file: string, env: Record<string, string>) =>
    launch({ name, file, env, folder, onEnd: (words) => running.delete(name) && surprises.push(words) });

  let postgres: EmbeddedPostgres = await startEmbedded({ dir: path.join(folder, "postgres") });
  opening.defer(() => postgres.stop());
  let databaseIsDead = false;
  const { url: database, port: databasePort } = postgres;
  const simulator = start("discord", "packages/discord-sim/src/main.ts", {
    DISCORD_SIM_PORT: "0",
    DISCORD_SIM_DATA: path.join(folder, "guild"),
    DISCORD_SIM_SEED: seedIn(folder, organisers),
    DISCORD_BOT_TOKEN: BOT_TOKEN,
  });
  running.set("discord", simulator);
  opening.defer(() => Promise.all([...running.values()].map(ended)).then(() => undefined));
  const discord = await heard(simulator, /is ready: (http:\/\/[\d.]+:\d+)/);

  let serverOrigin = "http://127.0.0.1:1";
  const toDatabase = opening.use(await startDatabaseProxy(gate, () => databasePort));
  const toServer = opening.use(await startHttpProxy({ gate, edge: "bot → server", origin: () => serverOrigin }));
  const people = opening.use(await startHttpProxy({ gate, edge: "person → server", origin: () => serverOrigin }));
  const toDiscord = opening.use(await startHttpProxy({ gate, edge: "bot → Discord", origin: () => discord }));
  const url = `http://127.0.0.1:${people.port}`;
  const serviceToken = randomBytes(32).toString("hex");
  const proxied = new URL(database);
  proxied.port = String(toDatabase.port);

  async function revive(): Promise<void> {
    if (databaseIsDead) {
      await postgres.exited;
      databaseIsDead = false;
      postgres = await startEmbedded({ dir: path.join(folder, "postgres"), port: databasePort });
    }
    if (!running.has("server")) {
      const server = start("server", "apps/server/src/main.ts", {
        HOST: "127.0.0.1",
        PORT: "0",
        APP_URL: url,
        DATABASE_URL: proxied.href,
        SERVICE_TOKEN: serviceToken,
        ORGANISER_DISCORD_IDS: organisers.join(","),
        MAIL_OUTBOX: path.join(folder, "outbox"),
        SETTLE_SECONDS: String(SETTLE_SECONDS),
        BOT_LEASE_SECONDS: String(LEASE_SECONDS),
        SCHEDULER_THREADS: "1",
      });
      running.set("server", server);
      serverOrigin = `http://127.0.0.1:${await heard(server, /"port":(\d+),"url"/)}`;
    }
    if (!running.has("bot"))
      running.set(
        "bot",
        start("bot", "apps/bot/src/main.ts", {
          DISCORD_BOT_TOKEN: BOT_TOKEN,
          DISCORD_API_URL: `http://127.0.0.1:${toDiscord.port}/api`,
          SERVER_URL: `http://127.0.0.1:${toServer.port}`,
          SERVICE_TOKEN: serviceToken,
          MUSTER_HOME: path.join(folder, "bot"),
        }),
      );
    await until("the server is ready", async () => (await fetch(`${serverOrigin}/readyz`)).ok);
  }

  function kill(victim: Victim): void {
    if (victim === "database") {
      databaseIsDead = true;
      return void process.kill(postmasterIn(folder), "SIGKILL");
    }
    const dead = running.get(victim);
    if (!dead) return;
    running.delete(victim);
    dead.child.kill("SIGKILL");
  }

  await revive();
  const ending = opening.move();
  return {
    gate,
    url,
    discord,
    database,
    folder,
    kill,
    revive,
    letADayPass: () => rmSync(path.join(folder, "bot"), { recursive: true, force: true }),
    surprises,
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

/** The guild is founded with the organisers in it; everybody else comes with their schedule. */
function seedIn(folder: string, organisers: readonly string[]): string {
  const file = path.join(folder, "seed.json");
  const [owner, ...users] = organisers.map((id, index) => ({ id, username: `organiser${index}` }));
  writeFileSync(file, JSON.stringify({ guildName: "A town", owner, users }));
  return file;
}

const postmasterIn = (folder: string): number =>
  Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

interface Launch {
  name: string;
  file: string;
  env: Record<string, string>;
  folder: string;
  onEnd: (words: string) => void;
}

function launch({ name, file, env, folder, onEnd }: Launch): Running {
  const child = spawn(process.execPath, [path.join(ROOT, file)], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: COMPILED, MUSTER_CHILD: "1", ...env },
    // Its standard input is a pipe we hold: it ends when we do, however we end.
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const log = createWriteStream(path.join(folder, "logs", `${name}.log`), { flags: "a" });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (text: Buffer) => {
      log.write(text);
      said = (said + text.toString()).slice(-20_000);
    });
  child.stdin!.on("error", () => undefined);
  child.once("exit", (code, signal) => {
    if (signal !== "SIGKILL" && !child.stdin!.writableEnded)
      onEnd(`the ${name} ended by itself (${signal ?? code}): ${said.slice(-1_500)}`);
  });
  return { child, said: () => said };
}

async function heard({ child, said }: Running, word: RegExp): Promise<string> {
  const gone = once(child, "exit").then(() => null);
  for (;;) {
    const found = word.exec(said())?.[1];
    if (found) return found;
    if ((await Promise.race([once(child.stdout!, "data"), gone])) === null) throw new Error(`It ended:\n${said()}`);
  }
}

async function ended({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.stdin!.end();
  await gone;
}
