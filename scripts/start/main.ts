import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseBusyError, DatabaseStartError, NoEmbeddedPostgresError } from "@muster/db/embedded";
import { createOrm } from "@muster/db/orm";
import { seedDemo } from "@muster/db/seeds/demo";
import { checkEnvironment } from "./check-environment.ts";
import { openDatabase } from "./database.ts";
import { lockFolder } from "./lock.ts";
import { Misconfigured } from "./part.ts";
import { startBot, startServer, startSimulator, watchWeb, type Ground } from "./parts.ts";
import { CannotStart, planFrom } from "./plan.ts";
import { requireFree } from "./ports.ts";
import { keepSecrets } from "./secrets.ts";
import { buildWeb } from "./web.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tell = (sentence: string): void => console.log(sentence);

/** Starts everything in order and, once asked, stops it in reverse: `await using` is the order. */
async function main(stopped: Promise<string>, giveUp: AbortSignal): Promise<void> {
  const envFile = path.join(root, ".env");
  if (fs.existsSync(envFile)) process.loadEnvFile(envFile);
  checkEnvironment(process.env);
  const plan = planFrom(process.env, { root, args: process.argv.slice(2) });
  await using lock = await lockFolder(plan.home);
  await requireFree(plan.host, plan.port);
  tell("Starting Muster…");
  const building = process.env["WEB_ROOT"] ? Promise.resolve(false) : buildWeb(root);
  building.catch(() => undefined);
  await using database = await openDatabase(plan, tell);
  if (plan.rehearsal) await seeded(database.url);
  const ground: Ground = {
    root,
    plan,
    tell,
    giveUp,
    secrets: keepSecrets(plan.home),
    environment: process.env,
    databaseUrl: database.url,
  };
  const simulator = plan.simulator ? await startSimulator(ground) : null;
  await using _simulator = simulator?.part;
  if (await building) tell("The web app was built.");
  await using server = await startServer(ground, simulator);
  await using bot = plan.bot ? startBot(ground, simulator) : undefined;
  await using _web = plan.dev ? watchWeb(ground) : undefined;
  bot?.misconfigured.catch((error: Error) => tell(`The bot is not running:\n${error.message}`));
  if (giveUp.aborted) return;
  lock.say(plan.appUrl);
  tell(`\nMuster is running: ${plan.appUrl}\n\nStop it with Ctrl-C. Logs are in ${path.join(plan.home, "logs")}.`);
  tell(`${await Promise.race([stopped, server.misconfigured])}, stopping…`);
}

async function seeded(clientUrl: string): Promise<void> {
  const orm = await createOrm({ clientUrl, poolSize: 2, applicationName: "muster demo" });
  try {
    await seedDemo(orm.em, new Date());
  } finally {
    await orm.close(true);
  }
}

/** A signal, or the end of whoever started us. The second time nothing is waited for. */
function askedToStop(asked: AbortController): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const stop = (why: string) => () => {
    // Our children see their pipes end, and the database sees its own.
    if (asked.signal.aborted && why !== "Nobody is there") process.exit(130);
    asked.abort();
    resolve(why);
  };
  process.on("SIGINT", stop("Ctrl-C")).on("SIGTERM", stop("Asked to stop"));
  process.stdin.resume().once("end", stop("Nobody is there")).on("error", stop("Nobody is there"));
  return promise;
}

const PLAIN = [CannotStart, Misconfigured, DatabaseBusyError, DatabaseStartError, NoEmbeddedPostgresError];

const asked = new AbortController();
try {
  await main(askedToStop(asked), asked.signal);
  process.exit(0);
} catch (error) {
  const plain = PLAIN.some((kind) => error instanceof kind);
  console.error(plain ? (error as Error).message : error);
  process.exit(1);
}
