import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { migrate, NewerSchemaError } from "@muster/db/migrate";
import type { Logger } from "pino";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { systemContext } from "./context.ts";
import type { Chance } from "./house.ts";
import { listen, ListenError } from "./listen.ts";
import { createLog } from "./log.ts";
import { openHouse } from "./open-house.ts";
import { holdAfterRestore } from "./notifications/delivery-hold.ts";
import { openDelivery } from "./notifications/deliver-due.ts";
import { folderMailer } from "./notifications/email.ts";
import { openPlannedRuns } from "./scheduling/run-planned.ts";
import { openSyncWorker } from "./sync/worker.ts";
import { openWaitingLists } from "./waiting/lines-queue.ts";
import { openVisits } from "./visits/keep.ts";

/** What a person must put right: said in plain words, without a stack. */
class CannotStart extends Error {}

const chance: Chance = {
  token: () => randomBytes(32).toString("base64url"),
  uuid: () => randomUUID(),
  below: (limit) => randomInt(limit),
};

const { version } = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../package.json", import.meta.url)), "utf8"),
) as { version: string };

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config, { version });
  dieOfTheUnexpected(log);
  const asked = askedToStop(config);
  await migrated(config);
  await using house = await openHouse({ config, clock: () => new Date(), chance, log, version });
  await holdAfterRestore(systemContext(house, "start"));
  await using _worker = await openSyncWorker(house);
  await using _post = await openDelivery(house, folderMailer(config.mailOutbox));
  await using _lines = await openWaitingLists(house);
  await using _visits = await openVisits(house);
  await using _planned = await openPlannedRuns(house);
  await using server = await listen(house);
  log.info({ port: server.port, url: config.appUrl, rehearsal: config.rehearsal }, "Muster is listening");
  log.info({ reason: await asked }, "stopping");
}

async function migrated({ databaseUrl }: Config): Promise<void> {
  try {
    await migrate(databaseUrl);
  } catch (error) {
    if (error instanceof NewerSchemaError) throw new CannotStart(error.message);
    const { hostname, port, pathname } = new URL(databaseUrl);
    const where = `${hostname}:${port || 5432}${pathname}`;
    throw new CannotStart(
      `The database at ${where} does not answer as it should (${reasonOf(error)}). Is it running, and is DATABASE_URL right?`,
    );
  }
}

function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = first as { code?: string; message?: string };
  return code === "ECONNREFUSED"
    ? "nobody listens there"
    : code === "ENOTFOUND"
      ? "there is no such host"
      : (message ?? String(first));
}

/** A signal, or for a child the end of its parent's pipe: a parent killed with -9 leaves nobody behind. */
function askedToStop({ child }: Config): Promise<string> {
  return new Promise((resolve) => {
    process.once("SIGTERM", resolve).once("SIGINT", resolve);
    if (child)
      process.stdin
        .resume()
        .once("end", () => resolve("stdin closed"))
        .once("close", () => resolve("stdin closed"));
  });
}

/** After something unforeseen the state is unknown: write it down and end, whoever started us starts us again (OP-6). */
function dieOfTheUnexpected(log: Logger): void {
  const die = (error: unknown) => {
    log.fatal({ err: error }, "something unexpected happened; the server ends");
    process.exit(1);
  };
  process.on("unhandledRejection", die).on("uncaughtException", die);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const plain = error instanceof ConfigError || error instanceof ListenError || error instanceof CannotStart;
  process.stderr.write(`${plain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(plain ? 2 : 1);
}
