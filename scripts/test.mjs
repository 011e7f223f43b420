// `npm test`: installs what is missing, then hands over to verify/main.ts on the Node that npm brought.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { environmentFor, findNode, installMissing, root } from "./install.mjs";

installMissing();
const node = findNode();
const { status } = spawnSync(node, [path.join(root, "scripts", "verify", "main.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: environmentFor(node),
});
process.exit(status ?? 1);
