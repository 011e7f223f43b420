import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbedded } from "./start-embedded.ts";

let folder: string;
let dir: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "muster-embedded-"));
  dir = path.join(folder, "postgres");
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

test("what was written is there at the next start, behind the same password, for this user alone", async () => {
  const first = await startEmbedded({ dir, throwaway: true });
  await ask(first.url, "create table kept (x int); insert into kept values (7)");
  await first.stop();
  await using second = await startEmbedded({ dir, throwaway: true });
  expect(await ask(second.url, "select x from kept")).toEqual([{ x: 7 }]);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(((await fs.stat(`${dir}.password`)).mode & 0o777).toString(8)).toBe("600");
  expect(((await fs.stat(dir)).mode & 0o777).toString(8)).toBe("700");
});

test("nobody gets in without the password", async () => {
  await using server = await startEmbedded({ dir, throwaway: true });
  const url = new URL(server.url);
  url.password = "guess";
  await expect(ask(url.href, "select 1")).rejects.toThrow("password authentication failed");
});

test("a first start that was killed half-way is begun again", async () => {
  await fs.mkdir(`${dir}.tmp/base`, { recursive: true });
  await fs.writeFile(`${dir}.tmp/PG_VERSION`, "18\n");
  await fs.writeFile(`${dir}.password`, "of a database that never was\n", { mode: 0o600 });
  await using server = await startEmbedded({ dir, throwaway: true });
  expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("no server outlives the process that started it, even one killed with -9, and nothing acknowledged is lost [DB-12]", async () => {
  const holder = holdInAnotherProcess();
  const { url } = await holder.started;
  await ask(url, "create table kept (x int); insert into kept values (1)");
  holder.child.kill("SIGKILL");
  await once(holder.child, "exit");
  // Waits for the orphan on its way down; it would never give way if it stayed.
  await using server = await startEmbedded({ dir, throwaway: true });
  expect(await ask(server.url, "select x from kept")).toEqual([{ x: 1 }]);
});

test("a killed server leaves its data startable on the same port", async () => {
  const first = await startEmbedded({ dir });
  const { port } = first;
  await ask(first.url, "create table kept (x int)");
  const postmaster = (await fs.readFile(path.join(dir, "postmaster.pid"), "utf8")).split("\n")[0]!;
  process.kill(Number(postmaster), "SIGKILL");
  await first.exited;
  await first.stop();
  await using second = await startEmbedded({ dir, port });
  expect(await ask(second.url, "select from kept")).toEqual([]);
  expect(second.port).toBe(port);
});

test("a second process is told who holds the data, and harms nothing [DB-11]", async () => {
  await using server = await startEmbedded({ dir, throwaway: true });
  await ask(server.url, "create table kept (x int)");
  const second = holdInAnotherProcess();
  const words = await second.started.then(
    () => "it started",
    (error: Error) => error.message,
  );
  expect(words).toMatch(/already in use by process \d+\. Stop the Muster that runs there first\./);
  expect(await ask(server.url, "select from kept")).toEqual([]);
});

test("after it was stopped no process of it is left", async () => {
  const server = await startEmbedded({ dir, throwaway: true });
  await server.stop();
  const left = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(dir));
  expect(left).toEqual([]);
});

/** A process that starts the server in the same folder and waits. */
function holdInAnotherProcess() {
  const module = fileURLToPath(new URL("./start-embedded.ts", import.meta.url));
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(module)});
    const server = await startEmbedded({ dir: ${JSON.stringify(dir)}, patienceMs: 1_000 }).catch((error) => {
      console.error(error.message);
      process.exit(1);
    });
    console.log(JSON.stringify({ url: server.url }));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "pipe"] });
  const started = new Promise<{ url: string }>((resolve, reject) => {
    let words = "";
    child.stderr.on("data", (text: Buffer) => (words += text.toString()));
    child.stdout.once("data", (line: Buffer) => resolve(JSON.parse(line.toString())));
    child.once("exit", () => reject(new Error(words)));
  });
  started.catch(() => undefined);
  return { child, started };
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query(sql);
    return [result].flat().at(-1)!.rows;
  } finally {
    await client.end();
  }
}
