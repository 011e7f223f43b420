// `npm start`: installs what is missing, then hands over to start/main.ts on the Node that npm brought.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { environmentFor, findNode, installMissing, root } from "./install.mjs";

installMissing();
const node = findNode();
// The pipe is how it notices that we are gone, however we went.
const child = spawn(node, [path.join(root, "scripts", "start", "main.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ["pipe", "inherit", "inherit"],
  env: environmentFor(node),
});

// A Ctrl-C reaches the child by itself, since it is of our group; anything else we pass on. We wait for it either way.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"));

// npm killed with -9 cannot pass anything on: we look whether it is still there.
const npm = process.env["npm_lifecycle_event"] && npmAbove(process.ppid);
if (npm) setInterval(() => fs.existsSync(`/proc/${npm}`) || child.stdin.end(), 1_000).unref();

/** npm's process among those we come from (it runs us through a shell), where the machine lets us look. */
function npmAbove(pid) {
  for (let above = pid, steps = 0; above > 1 && steps < 3; steps++) {
    const stat = fs.existsSync(`/proc/${above}/stat`) ? fs.readFileSync(`/proc/${above}/stat`, "utf8") : "";
    const parts = /^\d+ \((.*)\) \S (\d+)/s.exec(stat);
    if (!parts) return null;
    if (parts[1].startsWith("npm")) return above;
    above = Number(parts[2]);
  }
  return null;
}

child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
