import path from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is to be started, read once from the environment. */
export interface Plan {
  /** Everything Muster keeps on this machine. */
  home: string;
  host: string;
  port: number;
  /** What is shown and opened in a browser. */
  appUrl: string;
  /** Null: the embedded PostgreSQL, its data in the home folder. */
  databaseUrl: string | null;
  /** Personas and the demo cohort. */
  rehearsal: boolean;
  /** A simulated Discord, since no bot token names a real one. */
  simulator: boolean;
  /** A bot is started: it has a Discord to talk to. */
  bot: boolean;
  /** First choice; another one if it is taken. */
  simulatorPort: number;
  /** Start parts again when their sources change, and show their logs here. */
  dev: boolean;
}

/** Something a person must put right; the message is all they need. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/** Empty variables count as absent, as they do for every part. */
export function planFrom(environment: Environment, { root, args }: { root: string; args: readonly string[] }): Plan {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const host = given["HOST"] ?? "127.0.0.1";
  const port = portFrom("PORT", given["PORT"] ?? "3000");
  const appUrl = (given["APP_URL"] ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`).replace(/\/+$/, "");
  const named = Object.keys(given).filter((name) => name.startsWith("DISCORD_") && !name.startsWith("DISCORD_SIM_"));
  const rehearsal =
    given["DEMO_MODE"] === "1" || (named.length === 0 && isLoopback(host) && isLoopback(hostOf(appUrl)));
  const ownBot = given["DISCORD_BOT_TOKEN"] !== undefined || given["DISCORD_BOT_TOKEN_FILE"] !== undefined;
  return {
    home: path.resolve(root, given["MUSTER_HOME"] ?? ".muster"),
    host,
    port,
    appUrl,
    databaseUrl: given["DATABASE_URL"] ?? null,
    rehearsal,
    simulator: rehearsal && !ownBot,
    bot: rehearsal || ownBot,
    simulatorPort: portFrom("DISCORD_SIM_PORT", given["DISCORD_SIM_PORT"] ?? "4500"),
    dev: args.includes("--dev"),
  };
}

export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;

function portFrom(name: string, text: string): number {
  const port = Number(text);
  if (isPort(port)) return port;
  throw new CannotStart(`${name} is "${text}"; it must be a number from 1 to 65535.`);
}

function hostOf(url: string): string {
  if (!URL.canParse(url))
    throw new CannotStart(`APP_URL is "${url}"; it must be an address such as https://muster.example.org`);
  return new URL(url).hostname;
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host);
