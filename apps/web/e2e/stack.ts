import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** `parent` is what a person started; `supervisor` is its child, which starts all the others. */
export type Part = "server" | "bot" | "simulator" | "database" | "supervisor" | "parent";

/** Muster as a user starts it, with a folder of its own. */
export interface Stack extends AsyncDisposable {
  url: string;
  /** The simulated Discord: its own one, or the one that DISCORD_API_URL names. */
  discord: string;
  home: string;
  /** Everything the terminal showed. */
  output: () => string;
  /** Kills a part at once and without warning. */
  kill: (part: Part) => void;
  /** Process ids of everything that belongs to this start, the parent included. */
  processes: () => number[];
  /** Ctrl-C, and the wait for the end. */
  stop: () => Promise<void>;
  /** Starts again in the same folder, on the same port. */
  again: () => Promise<Stack>;
}

interface StackOptions {
  home?: string;
  port?: number;
  env?: Record<string, string>;
}

/** Starts `npm start`'s own script, waits for its address, and stops everything at the end of the block. */
export async function startStack({ home, port, env = {} }: StackOptions = {}): Promise<Stack> {
  const folder = home ?? mkdtempSync(path.join(tmpdir(), "muster-e2e-"));
  const at = port ?? (await freePort());
  const { child, output } = launch({ PORT: String(at), MUSTER_HOME: folder, SETTLE_SECONDS: "3", ...env });
  const url = await ready(child, output);
  const { DISCORD_API_URL: api } = env;
  const discord = api ? new URL(api).origin : await simulatorOf(folder);
  return {
    url,
    discord,
    home: folder,
    output,
    processes: () => [child.pid!, ...descendants(child.pid!)],
    kill: (part) => process.kill(part === "parent" ? child.pid! : pidOf(part, child.pid!), "SIGKILL"),
    stop: () => ended(child),
    again: () => startStack({ home: folder, port: at, env }),
    [Symbol.asyncDispose]: async () => {
      await ended(child);
      if (home === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** `npm start` as a terminal starts it: in a process group of its own, which a Ctrl-C reaches as a whole. */
export function launch(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    // As npm sets it: whoever started this is watched, so that nothing outlives a test run that was killed.
    env: { ...withoutDiscord(process.env), npm_lifecycle_event: "start", ...env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  child.stdout!.on("data", (part: Buffer) => (text += part.toString()));
  child.stderr!.on("data", (part: Buffer) => (text += part.toString()));
  return { child, output: () => text };
}

const withoutDiscord = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^(DISCORD_|DATABASE_URL|DEMO_MODE|APP_URL|ORGANISER_DISCORD_IDS|SERVICE_TOKEN|VITEST|NODE_)/.test(name),
    ),
  );

async function ready(child: ChildProcess, output: () => string): Promise<string> {
  const ended = once(child, "exit").then(() => null);
  for (;;) {
    const url = /Muster is running: (\S+)/.exec(output())?.[1];
    if (url) return url;
    const more = await Promise.race([once(child.stdout!, "data"), ended]);
    if (more === null) throw new Error(`npm start ended:\n${output()}`);
  }
}

/** The simulator's log has its address, though perhaps a moment after the simulator answers. */
async function simulatorOf(home: string): Promise<string> {
  for (;;) {
    const log = readFileSync(path.join(home, "logs", "simulated-discord.log"), "utf8");
    const address = [...log.matchAll(/Simulated Discord is ready: (\S+)/g)].at(-1)?.[1];
    if (address) return address;
    await pause(50);
  }
}

const COMMANDS: Record<Exclude<Part, "parent">, RegExp> = {
  server: /apps\/server\/src\/main\.ts/,
  bot: /apps\/bot\/src\/main\.ts/,
  simulator: /packages\/discord-sim\/src\/main\.ts/,
  database: /\/bin\/postgres\0-D/,
  supervisor: /scripts\/start\/main\.ts/,
};

function pidOf(part: Exclude<Part, "parent">, parent: number): number {
  const found = descendants(parent).find((pid) => {
    const words = commandOf(pid);
    return COMMANDS[part].test(words) && !/^(unshare|\/bin\/sh)/.test(words);
  });
  if (found === undefined) throw new Error(`the ${part} is not running`);
  return found;
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
};

/** Children, their children and so on, as the kernel sees them. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const below = (one: number): number[] => (parents.get(one) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

/** A Ctrl-C in its terminal, and the wait for the end. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  process.kill(-child.pid!, "SIGINT");
  await gone;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
