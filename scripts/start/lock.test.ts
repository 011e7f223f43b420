import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./lock.ts";
import { freeFrom, requireFree } from "./ports.ts";
import { keepSecrets } from "./secrets.ts";

let home: string;
beforeEach(async () => void (home = await fs.mkdtemp(path.join(os.tmpdir(), "muster-home-"))));
afterEach(() => fs.rm(home, { recursive: true, force: true }));

test("a second start in the same folder is refused in one sentence that names the first", async () => {
  await using lock = await lockFolder(home);
  lock.say("http://127.0.0.1:3000");
  await expect(lockFolder(home)).rejects.toThrow(
    `Muster already runs with its data in ${home} (process ${process.pid}, http://127.0.0.1:3000).`,
  );
  await using other = await lockFolder(path.join(home, "another"));
  expect(other).toBeDefined();
});

test("a folder that cannot be made is said in one sentence that names it", async () => {
  await fs.writeFile(path.join(home, "file"), "");
  const inside = path.join(home, "file", "home");
  await expect(lockFolder(inside)).rejects.toThrow(
    `Nothing can be kept in ${inside} (ENOTDIR). Name another folder in MUSTER_HOME.`,
  );
});

test("a lock ends with its holder, also with one killed with -9 [DB-11]", async () => {
  const module = fileURLToPath(new URL("./lock.ts", import.meta.url));
  const code = `const { lockFolder } = await import(${JSON.stringify(module)}); await lockFolder(${JSON.stringify(home)}); console.log("held"); setInterval(() => 0, 1000)`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", code]);
  await once(holder.stdout, "data");
  await expect(lockFolder(home)).rejects.toThrow(`process ${holder.pid}`);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  await using lock = await lockFolder(home);
  expect(lock).toBeDefined();
});

test("a port in use is one sentence with another to try, or passed over where any will do", async () => {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  await expect(requireFree("127.0.0.1", port)).rejects.toThrow(
    `Port ${port} is already in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
  );
  expect(await freeFrom("127.0.0.1", port)).toBeGreaterThan(port);
  server.close();
});

test("secrets are made once, for this user alone, and a new one joins the old", async () => {
  await fs.writeFile(path.join(home, "secrets.json"), '{"serviceToken":"kept"}');
  const first = keepSecrets(home);
  expect(first.serviceToken).toBe("kept");
  expect(first.simulatedBotToken).toMatch(/^[0-9a-f]{64}$/);
  expect(keepSecrets(home)).toEqual(first);
  expect(((await fs.stat(path.join(home, "secrets.json"))).mode & 0o777).toString(8)).toBe("600");
});
