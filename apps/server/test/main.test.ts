import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { testDatabase, type TestDatabase } from "@muster/db/testing/test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCohortToSchedule, settings } from "./a-cohort-to-schedule.ts";
import { SERVICE_TOKEN } from "./server-resource.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

interface Started extends AsyncDisposable {
  child: ChildProcess;
  output: () => string;
  /** Resolves at the line that says it listens, or when it ends. */
  ready: Promise<void>;
  ended: Promise<number | null>;
}

/** The server as a process, as it is started in earnest, with nothing of this one's environment but the path. */
function start(environment: Record<string, string>): Started {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let text = "";
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("Muster is listening")) resolve();
      });
    void ended.then(() => resolve());
  });
  return {
    child,
    output: () => text,
    ready,
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function occupied(): Promise<{ port: number } & AsyncDisposable> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: async () => void server.close() };
}

async function freePort(): Promise<number> {
  await using taken = await occupied();
  return taken.port;
}

describe("the server as a process", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  const environment = async (more: Record<string, string> = {}) => ({
    DATABASE_URL: database.url,
    SERVICE_TOKEN,
    PORT: String(await freePort()),
    ...more,
  });

  it("without its environment names everything that is missing in one go, and ends with 2 [OP-5]", async () => {
    await using server = start({ PORT: "many" });
    expect(await server.ended).toBe(2);
    expect(server.output().trim().split("\n")).toEqual([
      "The configuration has 3 problems:",
      "  - PORT must be a number",
      expect.stringContaining("DATABASE_URL is missing"),
      expect.stringContaining("SERVICE_TOKEN is missing"),
    ]);
  });

  it("on a port in use says so in one sentence", async () => {
    await using taken = await occupied();
    await using server = start(await environment({ PORT: String(taken.port), LOG_LEVEL: "silent" }));
    expect(await server.ended).toBe(2);
    expect(server.output().trim()).toBe(
      `Port ${taken.port} is already in use. Stop what uses it, or choose another with PORT=${taken.port + 1}.`,
    );
  });

  it("with a database that does not answer says so in one sentence, without its password", async () => {
    const port = await freePort();
    await using server = start(
      await environment({ DATABASE_URL: `postgres://muster:hidden@127.0.0.1:${port}/muster` }),
    );
    expect(await server.ended).toBe(2);
    expect(server.output().trim()).toBe(
      `The database at 127.0.0.1:${port}/muster does not answer as it should (nobody listens there). Is it running, and is DATABASE_URL right?`,
    );
  });

  it("stops in order when asked to, with 0", async () => {
    await using server = start(await environment());
    await server.ready;
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
  });

  it("ends with the process that started it, however that one ended", async () => {
    await using server = start(await environment({ MUSTER_CHILD: "1" }));
    await server.ready;
    server.child.stdin!.end();
    expect(await server.ended).toBe(0);
  });

  it("killed in the middle of a run shows it as interrupted once it is back, and nothing half made [WK-4]", async () => {
    const { cohort } = await aCohortToSchedule(database.em());
    // A run that this process would never end by itself: held by the row alone, as the kill leaves it.
    await database.em().execute(
      `insert into schedule_runs (cohort_id, number, status, settings, seed, input_fingerprint, lease_holder, lease_until)
       values (?, 1, 'running', ?::jsonb, 7, '{}', 'killed', now() + interval '1 second')`,
      [cohort.id, JSON.stringify(settings)],
    );
    await using server = start(await environment());
    await server.ready;
    const status = async () => (await database.em().findOneOrFail(ScheduleRun, { cohort: cohort.id })).status;
    while ((await status()) === "running") await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await status()).toBe("interrupted");
  });
});
