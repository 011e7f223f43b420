import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { ended, freePort, launch, startStack } from "./stack.ts";

/** What a terminal says when Muster cannot start, and what a started one answers. */

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "muster-start-"));
  folders.push(made);
  return made;
}

/** Starts, expects it to end by itself, and answers what it said. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { child, output } = launch({ MUSTER_HOME: folder(), PORT: String(await freePort()), ...env });
  const [code] = (await once(child, "close")) as [number];
  expect(code).not.toBe(0);
  return output();
}

test("a port in use is said, with what to do", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const said = await refusal({ PORT: String(port) });
  taken.close();
  expect(said).toContain(String(port));
  expect(said).toMatch(/in use|PORT/);
  expect(said).not.toMatch(/\n\s+at /);
});

test("a DATABASE_URL that does not answer is said, with where it points", async () => {
  const port = await freePort();
  const said = await refusal({ DATABASE_URL: `postgres://muster:secret@127.0.0.1:${port}/muster` });
  expect(said).toContain(`127.0.0.1:${port}`);
  expect(said).toMatch(/DATABASE_URL/);
  expect(said).not.toContain("secret");
});

test("all malformed variables are listed at once [OP-5]", async () => {
  const said = await refusal({
    DISCORD_CLIENT_ID: "twelve",
    ORGANISER_DISCORD_IDS: "maya",
    DATABASE_POOL: "many",
    LOG_LEVEL: "loud",
  });
  for (const name of [
    "DISCORD_CLIENT_ID",
    "DISCORD_CLIENT_SECRET",
    "ORGANISER_DISCORD_IDS",
    "DATABASE_POOL",
    "LOG_LEVEL",
  ]) {
    expect(said).toContain(name);
  }
});

test("a started Muster serves the app, its health and its readiness, and refuses a second one [OP-2]", async () => {
  await using stack = await startStack();
  expect(await (await fetch(stack.url)).text()).toContain('<div id="root">');
  expect((await fetch(`${stack.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${stack.url}/readyz`)).status).toBe(200);
  const { child, output } = launch({ MUSTER_HOME: stack.home, PORT: String(await freePort()) });
  const [code] = (await once(child, "close")) as [number];
  expect(code).not.toBe(0);
  expect(output()).toContain(stack.url);
  await ended(child);
});
