import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startEmbedded, type EmbeddedPostgres } from "@muster/db/embedded";
import { migrate, NewerSchemaError } from "@muster/db/migrate";
import { CannotStart, type Plan } from "./plan.ts";

export interface Database extends AsyncDisposable {
  url: string;
}

/** The database of the plan, migrated: the one named by DATABASE_URL, or our own, kept running until disposed of. */
export async function openDatabase(plan: Plan, tell: (sentence: string) => void): Promise<Database> {
  if (plan.databaseUrl === null) return ownDatabase(plan, tell);
  await migrated(plan.databaseUrl, (reason) => {
    const { hostname, port, pathname } = new URL(plan.databaseUrl!);
    return `The PostgreSQL named by DATABASE_URL (${hostname}:${port || 5432}${pathname}) does not answer as it should: ${reason}. Start it or correct DATABASE_URL; without DATABASE_URL Muster brings its own.`;
  });
  return { url: plan.databaseUrl, [Symbol.asyncDispose]: async () => undefined };
}

async function migrated(url: string, sentence: (reason: string) => string): Promise<void> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new CannotStart("DATABASE_URL must be written as postgres://user:password@host:5432/database");
  }
  await migrate(url).catch((error: unknown) => {
    throw new CannotStart(error instanceof NewerSchemaError ? error.message : sentence(reasonOf(error)));
  });
}

function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const { code, message } = first as { code?: string; message?: string };
  if (code === "ECONNREFUSED") return "nobody listens there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such host";
  return message ?? String(first);
}

async function ownDatabase({ home }: Plan, tell: (sentence: string) => void): Promise<Database> {
  const dir = path.join(home, "postgres");
  let server = await startEmbedded({ dir });
  let stopping = false;
  const keepRunning = async (): Promise<void> => {
    while (!stopping) {
      await server.exited;
      if (stopping) return;
      tell("The database ended; starting it again.");
      server = await againAndAgain(() => startEmbedded({ dir, port: server.port }), tell);
    }
  };
  const done = keepRunning();
  const { url } = server;
  await migrated(url, (reason) => `The database in ${dir} could not be brought up to date: ${reason}.`);
  return {
    url,
    async [Symbol.asyncDispose]() {
      stopping = true;
      await server.stop();
      await done;
    },
  };
}

async function againAndAgain(
  start: () => Promise<EmbeddedPostgres>,
  tell: (sentence: string) => void,
): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      await pause(Math.min(500 * 2 ** attempt, 30_000));
    }
  }
}
