// Plain JavaScript without packages: this runs before anything is installed, on any Node from 20 on.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const lockFile = path.join(root, "package-lock.json");
const modules = path.join(root, "node_modules");
const mark = path.join(modules, ".muster-installed");

/** Installs exactly what the lock file says, unless that is what is there. Ends the process with a sentence if it cannot. */
export function installMissing() {
  const wanted = createHash("sha256").update(fs.readFileSync(lockFile)).digest("hex");
  if (isInstalled(wanted)) return;
  console.log("Installing what is missing (once, about half a minute)…");
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--include=dev", "--loglevel=error", "--no-audit", "--no-fund"];
  const [command, rest] = npm ? [process.execPath, [npm, ...args]] : ["npm", args];
  const { status } = spawnSync(command, rest, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "development" },
  });
  if (status !== 0) {
    console.error("npm could not install what Muster needs; its own words are above. Is the machine connected?");
    process.exit(1);
  }
  fs.writeFileSync(mark, wanted);
}

/** Ours by its mark; somebody's own `npm install` by npm's, when it is newer than the lock file. */
function isInstalled(wanted) {
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === wanted) return true;
  const npms = path.join(modules, ".package-lock.json");
  return fs.existsSync(npms) && fs.statSync(npms).mtimeMs >= fs.statSync(lockFile).mtimeMs;
}

/** The Node that runs everything else: the one npm brought, else this one if it is new enough. */
export function findNode() {
  const brought = path.join(modules, `node-linux-${process.arch}`, "bin", "node");
  if (process.platform === "linux" && fs.existsSync(brought)) return brought;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(`Muster needs Node 22.18 or newer here (this is ${process.versions.node}): see https://nodejs.org`);
  process.exit(1);
}

/** What child processes find first on their path: that Node, and the tools npm installed. */
export const environmentFor = (node) => ({
  ...process.env,
  PATH: [path.dirname(node), path.join(modules, ".bin"), process.env["PATH"]].join(path.delimiter),
});
