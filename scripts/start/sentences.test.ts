import { execFile } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = fileURLToPath(new URL("../start.mjs", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "muster-start-"));
  await fs.writeFile(path.join(folder, "index.html"), '<div id="root"></div>');
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

/** Starts Muster as a person does, with what cannot work; answers its exit code and what it said. */
async function start(environment: Record<string, string>): Promise<{ code: number; said: string }> {
  const { PATH } = process.env;
  const env = {
    PATH,
    MUSTER_HOME: path.join(folder, "home"),
    WEB_ROOT: folder,
    PORT: String(await freePort()),
    ...environment,
  };
  const child = execFile(process.execPath, [script], { env });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number];
  return { code, said: said.replace("Starting Muster…\n", "").trim() };
}

async function freePort(): Promise<number> {
  await using server = await listening();
  return server.port;
}

async function listening() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  return { port, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

test("a port in use is said in one sentence, and nothing was begun", async () => {
  await using other = await listening();
  expect(await start({ PORT: String(other.port) })).toEqual({
    code: 1,
    said: `Port ${other.port} is already in use. Stop what uses it, or choose another: PORT=${other.port + 1} npm start`,
  });
  expect(await fs.readdir(path.join(folder, "home"))).toEqual([]);
});

test("a DATABASE_URL that does not answer is said in one sentence, without its password", async () => {
  const port = await freePort();
  const { code, said } = await start({ DATABASE_URL: `postgres://ada:secret@127.0.0.1:${port}/muster` });
  expect(code).toBe(1);
  expect(said).toBe(
    `The PostgreSQL named by DATABASE_URL (127.0.0.1:${port}/muster) does not answer as it should: nobody listens there. Start it or correct DATABASE_URL; without DATABASE_URL Muster brings its own.`,
  );
});

test("a DATABASE_URL that is none is said in one sentence", async () => {
  expect(await start({ DATABASE_URL: "mysql://127.0.0.1/muster" })).toEqual({
    code: 1,
    said: "The configuration has a problem:\n  - DATABASE_URL must be written as postgres://user:password@host:5432/database",
  });
});
