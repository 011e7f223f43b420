import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { watchSources } from "./watch.ts";

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
  /** Folders whose changes start it again. */
  watch?: readonly string[];
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
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let outdated = false;
  const watching = watchSources(options.watch ?? [], () => {
    outdated = true;
    child?.kill("SIGTERM");
  });
  const { promise: misconfigured, reject } = Promise.withResolvers<never>();
  misconfigured.catch(() => undefined);

  const keepRunning = async () => {
    for (let deaths = 0; !stopping.signal.aborted;) {
      const began = Date.now();
      const log = openLog(options);
      child = launch(options, log.descriptor);
      child.stdin!.on("error", () => undefined);
      const [code, signal] = (await once(child, "close")) as [number | null, string | null];
      const lastWords = log.close();
      if (stopping.signal.aborted) return;
      if (outdated) {
        outdated = false;
        continue;
      }
      if (code !== null && CONFIGURATION.has(code)) return reject(new Misconfigured(lastWords));
      deaths = Date.now() - began > STEADY_MS ? 1 : deaths + 1;
      const rest = Math.min(1_000 * 2 ** (deaths - 1), options.longestPauseMs);
      const how = signal ? `was killed (${signal})` : `ended (${code})`;
      options.tell(
        `The ${options.name} ${how}; starting it again${rest > 1_000 ? ` in ${rest / 1_000} seconds` : ""}.`,
      );
      if (!signal && deaths > 1) options.tell(lastWords);
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = keepRunning();

  return {
    misconfigured,
    pid: () => child?.pid,
    async [Symbol.asyncDispose]() {
      watching[Symbol.dispose]();
      stopping.abort();
      if (child && child.exitCode === null && child.signalCode === null) await end(child);
      await done;
    },
  };
}

const launch = ({ args, cwd, env, loud }: PartOptions, log: number): ChildProcess =>
  spawn(process.execPath, args, {
    cwd,
    env: { ...env, MUSTER_CHILD: "1" },
    // Straight into the file: what it says on its way down is kept also when we are gone before it.
    stdio: ["pipe", loud ? "inherit" : log, loud ? "inherit" : log],
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
const LAST_WORDS = 3_000;

interface Log {
  descriptor: number;
  /** Answers the last of what was said since it was opened, without the machine's own lines. */
  close(): string;
}

function openLog({ logFolder, name }: PartOptions): Log {
  fs.mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  const file = path.join(logFolder, `${name}.log`);
  if (fs.existsSync(file) && fs.statSync(file).size > LARGEST_LOG) fs.renameSync(file, `${file}.1`);
  const descriptor = fs.openSync(file, "a+", 0o600);
  const before = fs.fstatSync(descriptor).size;
  return {
    descriptor,
    close() {
      const { size } = fs.fstatSync(descriptor);
      const from = Math.max(before, size - LAST_WORDS);
      const words = Buffer.alloc(size - from);
      fs.readSync(descriptor, words, 0, words.length, from);
      fs.closeSync(descriptor);
      const lines = words.toString().split("\n");
      return lines
        .filter((line) => !line.startsWith("{"))
        .join("\n")
        .trim();
    },
  };
}
