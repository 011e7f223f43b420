// `npm start`: installs what is missing, then hands over to start/main.ts on the Node that npm brought.
import { spawn } from "node:child_process";
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

// npm killed with -9 cannot pass anything on: its death is seen by our having another parent.
const parent = process.ppid;
if (process.env["npm_lifecycle_event"]) {
  setInterval(() => process.ppid !== parent && child.stdin.end(), 1_000).unref();
}

child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
