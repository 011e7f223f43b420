import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import type { Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { binaries, type Binaries } from "./binaries.ts";
import { identityFor, type Identity } from "./identity.ts";

const USER = "muster";
const DATABASE = "muster";

export interface EmbeddedOptions {
  /** The data. A password file (0600) lies beside it as `DIR.password`. */
  dir: string;
  /** Any free one unless given. */
  port?: number;
  log?: (line: string) => void;
  /** For tests: gone with the machine's next crash, and faster for it. */
  throwaway?: boolean;
  /** How long an earlier instance may take to go down; 10 seconds unless given. */
  patienceMs?: number;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  url: string;
  port: number;
  /** Of the process that waits for the server. */
  pid: number;
  /** Resolves when the server is gone, whoever ended it. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** A server somebody else started still holds the folder. */
export class DatabaseBusyError extends Error {
  override name = "DatabaseBusyError";
}

/** The server said something on its way down that we cannot mend. */
export class DatabaseStartError extends Error {
  override name = "DatabaseStartError";
}

/**
 * Starts a real PostgreSQL on loopback: makes its data on the first start, waits for an earlier instance that is still
 * going down, and ends with this process whatever ends this process (a killed parent leaves no server behind).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = { ...binaries(), identity: identityFor(process.getuid?.()), dir: path.resolve(options.dir) };
  const password = await ensureData(place, options.throwaway ?? false);
  const port = options.port ?? (await freePort());
  const server = await launchWhenFree(place, port, options);
  const url = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  await ensureDatabase(url("postgres"));
  return { ...server, url: url(DATABASE), port, [Symbol.asyncDispose]: () => server.stop() };
}

interface Place extends Binaries {
  identity: Identity;
  dir: string;
}

/** Answers the password. Data half made by a killed first start lies in `DIR.tmp` and is made again. */
async function ensureData({ bin, lib, dir, identity }: Place, throwaway: boolean): Promise<string> {
  const passwordFile = `${dir}.password`;
  if (fs.existsSync(path.join(dir, "PG_VERSION"))) return fs.readFileSync(passwordFile, "utf8").trim();
  const tmp = `${dir}.tmp`;
  fs.rmSync(tmp, { recursive: true, force: true });
  fs.mkdirSync(tmp, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("hex");
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = identity.ids;
  if (uid !== undefined) for (const file of [tmp, passwordFile]) fs.chownSync(file, uid, gid!);
  const args = [
    "-D",
    tmp,
    "-U",
    USER,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
  ];
  const [command, wrapped] = identity.wrap(path.join(bin, "initdb"), throwaway ? [...args, "--no-sync"] : args);
  await promisify(execFile)(command, wrapped, { env: environment(lib), cwd: tmp, ...identity.ids }).catch((error) => {
    throw new DatabaseStartError(
      `The database could not be made in ${dir}: ${String(error.stderr || error.message).trim()}`,
    );
  });
  fs.rmSync(dir, { recursive: true, force: true });
  fs.renameSync(tmp, dir);
  return password;
}

const environment = (lib: string) => ({
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  LD_LIBRARY_PATH: lib,
});

const RETRY_MS = 250;
const STILL_HELD = /lock file "postmaster\.pid"|shared memory block|pre-existing/;

/** Children of a killed server linger for a moment, and a server that was told to stop finishes first: waits for both. */
async function launchWhenFree(place: Place, port: number, options: EmbeddedOptions): Promise<Launched> {
  for (let attempt = 0; ; attempt++) {
    const launched = await launch(place, port, options);
    if (typeof launched !== "string") return launched;
    if (!STILL_HELD.test(launched)) {
      throw new DatabaseStartError(`The database did not start: ${launched.trim().slice(-2_000)}`);
    }
    if (attempt * RETRY_MS >= (options.patienceMs ?? 10_000)) {
      const holder = fs.readFileSync(path.join(place.dir, "postmaster.pid"), "utf8").split("\n")[0];
      throw new DatabaseBusyError(
        `The database in ${place.dir} is already in use by process ${holder}. Stop the Muster that runs there first.`,
      );
    }
    await pause(RETRY_MS);
  }
}

type Launched = Pick<EmbeddedPostgres, "pid" | "exited" | "stop">;

/**
 * A shell stands between us and the server and reads a pipe that we hold: when the pipe ends, for whatever reason we
 * ended, the server is told to shut down.
 */
const SUPERVISOR =
  '"$0" "$@" 3<&- & P=$!; ( while read -r _ <&3; do :; done; kill -INT $P 2>/dev/null ) & W=$!; ' +
  "exec 3<&-; wait $P; S=$?; kill $W 2>/dev/null; exit $S";

/** The running server, or what it said when it did not come up. */
async function launch(
  { bin, lib, dir, identity }: Place,
  port: number,
  options: EmbeddedOptions,
): Promise<Launched | string> {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "shared_buffers=64MB",
    "max_connections=100",
  ];
  if (options.throwaway) settings.push("fsync=off", "full_page_writes=off", "synchronous_commit=off");
  const postgres = [
    path.join(bin, "postgres"),
    "-D",
    dir,
    "-p",
    String(port),
    ...settings.flatMap((one) => ["-c", one]),
  ];
  const [command, args] = identity.wrap("/bin/sh", ["-c", SUPERVISOR, ...postgres]);
  const child = spawn(command, args, {
    env: environment(lib),
    cwd: dir,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    // Of its own group: a Ctrl-C reaches us first, and we stop it in order.
    detached: true,
    ...identity.ids,
  });
  const exited = once(child, "exit").then(() => undefined);
  const said = await untilReady(child, exited, options.log);
  if (said !== null) return said;
  const pipe = child.stdio[3] as Writable;
  pipe.on("error", () => undefined);
  child.unref();
  return {
    pid: child.pid!,
    exited,
    async stop() {
      child.ref();
      pipe.end();
      await exited;
    },
  };
}

async function untilReady(
  child: ChildProcess,
  exited: Promise<void>,
  log?: (line: string) => void,
): Promise<string | null> {
  let said = "";
  const ready = new Promise<boolean>((resolve) => {
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      log?.(text.trimEnd());
      // Only the end is kept: while it recovers, every client that comes too early is worth a line.
      said = (said + text).slice(-20_000);
      if (said.includes("ready to accept connections")) resolve(true);
    });
    void exited.then(() => resolve(false));
  });
  return (await ready) ? null : said;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export { NoEmbeddedPostgresError } from "./binaries.ts";
