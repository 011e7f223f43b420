import fs from "node:fs";
import path from "node:path";
import { demoDiscordUsers, demoOwner } from "@muster/db/seeds/demo-accounts";
import type { Part } from "./part.ts";
import { startPart } from "./part.ts";
import { CannotStart, type Environment, type Plan } from "./plan.ts";
import { answers, freeFrom } from "./ports.ts";
import type { Secrets } from "./secrets.ts";

/** What every part is started with. */
export interface Ground {
  root: string;
  plan: Plan;
  secrets: Secrets;
  environment: Environment;
  databaseUrl: string;
  tell: (sentence: string) => void;
  /** Ends waiting for a part that will never be ready. */
  giveUp: AbortSignal;
}

/** Node may run other people's code with these; our parts get only what they need of them. */
const isDiscords = (name: string): boolean => name.startsWith("DISCORD_");

const without = (environment: Environment, unwanted: (name: string) => boolean): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted(name)));

function part(
  ground: Ground,
  name: string,
  { file, env, longestPauseMs = 30_000 }: { file: string; env: Environment; longestPauseMs?: number },
): Part {
  const { root, plan, tell } = ground;
  const folders = [
    path.dirname(file),
    "packages/domain/src",
    "packages/db/src",
    "packages/reconcile/src",
    "packages/scheduler/src",
  ];
  return startPart({
    name,
    env,
    longestPauseMs,
    tell,
    cwd: root,
    args: [path.join(root, file)],
    watch: plan.dev ? folders.map((folder) => path.join(root, folder)) : [],
    logFolder: path.join(plan.home, "logs"),
    loud: plan.dev,
  });
}

export interface Simulator {
  part: Part;
  origin: string;
}

/** A Discord of our own on loopback, with the demo's people in its one guild. */
export async function startSimulator(ground: Ground): Promise<Simulator> {
  const { plan, secrets, environment } = ground;
  const port = await freeFrom("127.0.0.1", plan.simulatorPort);
  const seed = path.join(plan.home, "discord-seed.json");
  fs.writeFileSync(
    seed,
    JSON.stringify({ guildName: "Muster rehearsal", owner: demoOwner, users: demoDiscordUsers }, null, 2),
  );
  const simulator = part(ground, "simulated-discord", {
    file: "packages/discord-sim/src/main.ts",
    env: {
      ...without(environment, isDiscords),
      DISCORD_SIM_PORT: String(port),
      DISCORD_SIM_SEED: seed,
      DISCORD_SIM_DATA: path.join(plan.home, "discord"),
      DISCORD_BOT_TOKEN: secrets.simulatedBotToken,
    },
  });
  const origin = `http://127.0.0.1:${port}`;
  await ready(ground, simulator, `${origin}/_sim/snapshot`);
  return { part: simulator, origin };
}

export async function startServer(ground: Ground, simulator: Simulator | null): Promise<Part> {
  const { plan, secrets, environment, databaseUrl } = ground;
  const rehearsal = {
    SIMULATOR_URL: simulator?.origin,
    ORGANISER_DISCORD_IDS: environment["ORGANISER_DISCORD_IDS"] || demoOwner.id,
  };
  const server = part(ground, "server", {
    file: "apps/server/src/main.ts",
    env: {
      // The simulated Discord is the bot's business; to the server no Discord is configured.
      ...(simulator ? without(environment, isDiscords) : environment),
      HOST: plan.host,
      PORT: String(plan.port),
      APP_URL: plan.appUrl,
      DATABASE_URL: databaseUrl,
      SERVICE_TOKEN: environment["SERVICE_TOKEN"] || secrets.serviceToken,
      MAIL_OUTBOX: environment["MAIL_OUTBOX"] || path.join(plan.home, "outbox"),
      ...(plan.rehearsal ? rehearsal : {}),
    },
  });
  await ready(ground, server, `${localAddress(plan)}/readyz`);
  return server;
}

/** Vite itself does not mind when its parent is gone. */
const WITH_PARENT = 'data:text/javascript,process.stdin.resume().on("end", () => process.exit())';

/** Builds the web app again whenever one of its sources changes. */
export function watchWeb({ root, plan, environment, tell }: Ground): Part {
  return startPart({
    name: "web",
    args: ["--import", WITH_PARENT, path.join(root, "node_modules/vite/bin/vite.js"), "build", "--watch"],
    cwd: path.join(root, "apps/web"),
    env: environment,
    logFolder: path.join(plan.home, "logs"),
    loud: true,
    longestPauseMs: 30_000,
    tell,
  });
}

/** Discord lets a bot sign in a thousand times a day: one that keeps dying is started ever more rarely. */
const RAREST_BOT_START_MS = 90_000;

export function startBot({ secrets, environment, plan, ...ground }: Ground, simulator: Simulator | null): Part {
  const simulated = simulator && {
    DISCORD_BOT_TOKEN: secrets.simulatedBotToken,
    DISCORD_API_URL: `${simulator.origin}/api`,
  };
  return part({ secrets, environment, plan, ...ground }, "bot", {
    file: "apps/bot/src/main.ts",
    env: {
      ...(simulator ? without(environment, isDiscords) : environment),
      ...simulated,
      MUSTER_HOME: plan.home,
      SERVER_URL: environment["SERVER_URL"] || localAddress(plan),
      SERVICE_TOKEN: environment["SERVICE_TOKEN"] || secrets.serviceToken,
    },
    longestPauseMs: RAREST_BOT_START_MS,
  });
}

/** Where this machine itself reaches the server, whatever it is called outside. */
function localAddress({ host, port }: Plan): string {
  const reachable =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${reachable}:${port}`;
}

const PATIENCE_MS = 90_000;

async function ready({ giveUp, plan }: Ground, started: Part, url: string): Promise<void> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  try {
    await Promise.race([answers(url, AbortSignal.any([giveUp, late])), started.misconfigured]);
    if (late.aborted) {
      throw new CannotStart(
        `${url} did not answer within ${PATIENCE_MS / 1_000} seconds. Its log is in ${plan.home}/logs.`,
      );
    }
  } catch (error) {
    await started[Symbol.asyncDispose]();
    throw error;
  }
}
