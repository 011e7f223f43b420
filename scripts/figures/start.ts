import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Prints how long `npm start` takes on a fresh clone with an empty npm cache (aim: 150 s), and how long later starts take
 * (aim: 12 s). Needs npm's registry.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "muster-figures-"));
const clone = path.join(folder, "muster");
execFileSync("git", ["clone", "--quiet", root, clone]);

async function secondsUntilRunning(): Promise<string> {
  const began = performance.now();
  const env = {
    ...process.env,
    npm_config_cache: path.join(folder, "cache"),
    PORT: "3990",
    DISCORD_SIM_PORT: "4990",
    MUSTER_HOME: ".muster",
  };
  const child = spawn("npm", ["start"], { cwd: clone, env, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const text of child.stdout) {
    said += String(text);
    if (said.includes("Muster is running")) break;
  }
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  if (!said.includes("Muster is running")) throw new Error(said);
  const ended = once(child, "exit");
  process.kill(-child.pid!, "SIGINT");
  await ended;
  return seconds;
}

console.log(`first start:  ${await secondsUntilRunning()} s (aim: 150 s)`);
for (const which of ["second", "third"]) console.log(`${which} start: ${await secondsUntilRunning()} s (aim: 12 s)`);
fs.rmSync(folder, { recursive: true });
