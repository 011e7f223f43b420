import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { startBot } from "./bot.ts";
import { ConfigError, configFromEnvironment, type Config } from "./config.ts";
import { rationIdentifies } from "./identifies.ts";
import { connectServer } from "./server.ts";

/** sysexits: the configuration is wrong, starting again will not help. */
const EX_CONFIG = 78;
/** Longer than any one call to Discord may take. */
const LAST_WORD_MS = 20_000;
/** An orphan is in the way of the next start. */
const ORPHAN_MS = 3_000;

function configured(): Config {
  try {
    return configFromEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
}

const config = configured();
const log = pino({ name: "bot", level: config.logLevel, redact: ["*.token", "*.authorization"] });
const stopping = new AbortController();
const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: stopping.signal });

const server = connectServer({
  url: config.serverUrl,
  token: config.serviceToken,
  pause: (tries) => pause(Math.min(250 * 2 ** tries, 5_000)),
});
const bot = startBot({
  config,
  server,
  holder: randomUUID(),
  now: () => new Date(),
  clock: () => performance.now(),
  pause,
  mayIdentify: rationIdentifies({
    file: path.join(config.home, "bot-sessions.json"),
    now: () => new Date(),
    pause,
    onTrouble: (error) => log.warn({ error: String(error) }, "begun sessions could not be written down"),
  }),
  log,
});
log.info({ server: config.serverUrl, discord: config.discordApiUrl }, "the bot has started");

let ending = false;
function stop(why: string, within = LAST_WORD_MS): void {
  if (ending) return;
  ending = true;
  log.info({ why }, "the bot stops");
  stopping.abort();
  setTimeout(() => process.exit(1), within).unref();
  bot.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ error: String(error) }, "the bot could not stop in order");
      process.exit(1);
    },
  );
}
process.on("SIGTERM", () => stop("SIGTERM"));
process.on("SIGINT", () => stop("SIGINT"));
if (config.child) {
  // Our parent holds the other end: when it dies, however it dies, so do we.
  process.stdin.on("end", () => stop("the parent is gone", ORPHAN_MS));
  process.stdin.on("error", () => stop("the parent is gone", ORPHAN_MS));
  process.stdin.resume();
}
// The library reconnects on its own time: what it forgets to catch must not end the bot.
process.on("unhandledRejection", (reason) =>
  log.error({ error: String(reason).slice(0, 300) }, "something was not caught"),
);
