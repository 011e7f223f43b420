import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Misconfigured, startPart, type PartOptions } from "./part.ts";

let folder: string;
beforeEach(async () => void (folder = await fs.mkdtemp(path.join(os.tmpdir(), "muster-part-"))));
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const told: string[] = [];
const part = (code: string, given: Partial<PartOptions> = {}) =>
  startPart({
    name: "part",
    args: ["-e", code],
    cwd: folder,
    env: { PATH: process.env["PATH"] },
    logFolder: folder,
    loud: false,
    longestPauseMs: 20,
    tell: (sentence) => void told.push(sentence),
    ...given,
  });

const starts = async (): Promise<string[]> =>
  (await fs.readFile(path.join(folder, "starts"), "utf8").catch(() => "")).trim().split("\n");
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await pause(10);
};
const mark = `require("fs").appendFileSync("starts", process.pid + "\\n");`;

test("a part that was killed is started again, and told of in one sentence", async () => {
  told.length = 0;
  await using running = part(`${mark} process.stdin.resume(); setInterval(() => 0, 1000)`);
  await until(async () => (await starts())[0] !== "");
  process.kill(running.pid()!, "SIGKILL");
  await until(async () => (await starts()).length === 2);
  expect(told).toEqual(["The part was killed (SIGKILL); starting it again."]);
  expect((await starts())[1]).toBe(String(running.pid()));
});

test("a part whose configuration is wrong is not started again, and its own words are handed on", async () => {
  await using running = part(`${mark} console.log('{"level":30}'); console.error("PORT is missing"); process.exit(2)`);
  await expect(running.misconfigured).rejects.toThrow(new Misconfigured("PORT is missing"));
  await pause(60);
  expect(await starts()).toHaveLength(1);
});

test("a part is asked to stop and given time to finish", async () => {
  const code = `process.stdin.resume(); process.on("SIGTERM", () => setTimeout(() => { ${mark} process.exit(0) }, 100)); ${mark}`;
  const running = part(code);
  await until(async () => (await starts())[0] !== "");
  await running[Symbol.asyncDispose]();
  expect(await starts()).toHaveLength(2);
});

test("a part whose source changed is started again at once and without a word", async () => {
  told.length = 0;
  const source = path.join(folder, "source");
  await fs.mkdir(source);
  await using running = part(`${mark} process.stdin.resume(); setInterval(() => 0, 1000)`, { watch: [source] });
  await until(async () => (await starts())[0] !== "");
  await fs.writeFile(path.join(source, "verb.ts"), "");
  await until(async () => (await starts()).length === 2);
  expect(told).toEqual([]);
  expect((await starts())[1]).toBe(String(running.pid()));
});

test("what a part says is kept for this user alone", async () => {
  await using running = part(`console.log("hello"); process.exit(2)`);
  await running.misconfigured.catch(() => undefined);
  const file = path.join(folder, "part.log");
  expect(await fs.readFile(file, "utf8")).toBe("hello\n");
  expect(((await fs.stat(file)).mode & 0o777).toString(8)).toBe("600");
});
