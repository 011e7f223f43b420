import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** A part of Muster that runs as a process of its own. */
export interface PartOptions {
  name: string;
  /** Node's arguments: the file to run comes last. */
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Where its log goes; shown here as well when `loud`. */
  logFolder: string;
  loud: boolean;
  /** The longest pause before it is started again. */
  longestPauseMs: number;
  /** Said to the person at the terminal. */
  tell: (sentence: string) => void;
}

export interface Part extends AsyncDisposable {
  /** Rejects with its own words when it ends because of its configuration; never resolves. */
  misconfigured: Promise<never>;
  pid(): number | undefined;
}

/** Ends that starting again cannot mend: the part has said what must be put right. */
const CONFIGURATION = new Set([2, 78]);
const STEADY_MS = 60_000;
const GRACE_MS = 12_000;

/** What a part said on its way down. */
export class Misconfigured extends Error {
  override name = "Misconfigured";
}

/**
 * Keeps a part running: when it dies it is started again, after a second at first and ever later while it keeps dying.
 * Its standard input is a pipe we hold, so that it ends when we do, however we end.
 */
export function startPart(options: PartOptions): Part {
  const log = openLog(options);
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  const { promise: misconfigured, reject } = Promise.withResolvers<never>();
  misconfigured.catch(() => undefined);

  const keepRunning = async () => {
    for (let deaths = 0; !stopping.signal.aborted;) {
      const began = Date.now();
      child = launch(options);
      const lastWords = recordOutput(child, log, options.loud);
      const [code, signal] = (await once(child, "close")) as [number | null, string | null];
      if (stopping.signal.aborted) return;
      if (code !== null && CONFIGURATION.has(code)) return reject(new Misconfigured(lastWords()));
      deaths = Date.now() - began > STEADY_MS ? 1 : deaths + 1;
      const rest = Math.min(1_000 * 2 ** (deaths - 1), options.longestPauseMs);
      const how = signal ? `was killed (${signal})` : `ended (${code})`;
      options.tell(
        `The ${options.name} ${how}; starting it again${rest > 1_000 ? ` in ${rest / 1_000} seconds` : ""}.`,
      );
      if (!signal && deaths > 1) options.tell(lastWords());
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = keepRunning();

  return {
    misconfigured,
    pid: () => child?.pid,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      if (child && child.exitCode === null && child.signalCode === null) await end(child);
      await done;
      log.end();
    },
  };
}

const launch = ({ args, cwd, env }: PartOptions): ChildProcess =>
  spawn(process.execPath, args, {
    cwd,
    env: { ...env, MUSTER_CHILD: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    // Of its own group: a Ctrl-C reaches us first, and we stop the parts in order.
    detached: true,
  });

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGTERM");
  const late = new AbortController();
  const tooLong = pause(GRACE_MS, "late", { signal: late.signal }).catch(() => undefined);
  if ((await Promise.race([closed, tooLong])) === "late") child.kill("SIGKILL");
  late.abort();
  await closed;
}

const LARGEST_LOG = 10_000_000;

function openLog({ logFolder, name }: PartOptions): fs.WriteStream {
  fs.mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  const file = path.join(logFolder, `${name}.log`);
  if (fs.existsSync(file) && fs.statSync(file).size > LARGEST_LOG) fs.renameSync(file, `${file}.1`);
  return fs.createWriteStream(file, { flags: "a", mode: 0o600 });
}

/** Answers a way to read what was said last on standard error. */
function recordOutput(child: ChildProcess, log: fs.WriteStream, loud: boolean): () => string {
  let tail = "";
  child.stdin!.on("error", () => undefined);
  child.stdout!.pipe(log, { end: false });
  child.stderr!.pipe(log, { end: false });
  child.stderr!.on("data", (part: Buffer) => (tail = (tail + part.toString()).slice(-4_000)));
  if (loud) {
    child.stdout!.pipe(process.stdout, { end: false });
    child.stderr!.pipe(process.stderr, { end: false });
  }
  return () => tail.trim();
}
