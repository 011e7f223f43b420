import { spawnSync } from "node:child_process";

/** PostgreSQL refuses to run as root: how a command is run so that it does not. */
export interface Identity {
  wrap: (command: string, args: string[]) => [string, string[]];
  /** Given to spawn, and owner of the data. Empty when nothing has to change. */
  ids: { uid?: number; gid?: number };
}

const NOBODY = 65_534;
const NAMESPACE = ["--user", "--map-user=1000", "--map-group=1000", "--"];

/** Root gets a user namespace where it may (same files, any folder, no new account), else drops to nobody. */
export function identityFor(uid: number | undefined): Identity {
  const plain: Identity = { wrap: (command, args) => [command, args], ids: {} };
  if (uid !== 0) return plain;
  const namespaced = spawnSync("unshare", [...NAMESPACE, "true"], { stdio: "ignore" }).status === 0;
  if (namespaced) return { wrap: (command, args) => ["unshare", [...NAMESPACE, command, ...args]], ids: {} };
  return { ...plain, ids: { uid: NOBODY, gid: NOBODY } };
}
