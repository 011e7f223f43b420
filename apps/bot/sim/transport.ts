import { DiscordAPIError, HTTPError, RateLimitError, type REST } from "@discordjs/rest";
import { restOptions } from "../src/rest.ts";
import type { Life } from "./life.ts";
import type { Fault } from "./plan.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Weather } from "./weather.ts";
import { answer, operationOf, type Answered, type Asked } from "./world/answer.ts";
import type { Guild } from "./world/guild.ts";
import { Refused } from "./world/refusals.ts";

/** How long a call travels, there and back. */
const TRAVEL_MS = 40;
export const options = restOptions("http://discord.invalid/api");
const TIMEOUT_MS = options.timeout ?? 15_000;

export interface Sky {
  guild: Guild;
  time: VirtualTime;
  weather: Weather;
  limits: { categorySeats: number };
  /** Deeds whose caller has gone and which have not landed yet, by subject. */
  onTheirWay: Map<number, { subject: string | null; operation: string }>;
  /** Whether this bot is the one that may act: asked of the lease itself whenever a change is sent (EV-12). */
  onSent: (holder: string, operation: string) => void;
  /** Until when Discord refuses everything the bot wants to change. */
  forbiddenUntil: number;
}

interface Request {
  method: string;
  fullRoute: string;
  query?: URLSearchParams;
  body?: unknown;
  reason?: string;
}

/**
 * The REST library as the bot sees it, without a socket: the same errors for the same weather, its time-out and its
 * waiting out of short rate limits. Whether it repeats a call by itself is what the bot's own options say (RE-1).
 */
export function restOver(sky: Sky, life: Life): REST {
  const request = async ({ method, fullRoute, query, body, reason = "" }: Request): Promise<unknown> => {
    const asked: Asked = { method, route: fullRoute, query: query ?? new URLSearchParams(), body, reason };
    if (method !== "GET") sky.onSent(life.holder, operationOf(asked).handler.operation);
    for (let left = options.retries ?? 3; ; left--) {
      try {
        return await once(sky, life, asked);
      } catch (error) {
        if (left <= 0 || !isRepeated(error)) throw error;
      }
    }
  };
  return { request, clearHashSweeper: () => {}, clearHandlerSweeper: () => {} } as unknown as REST;
}

/** What the library repeats unasked while it has retries left: time-outs, resets, server errors. */
const isRepeated = (error: unknown): boolean =>
  error instanceof HTTPError ||
  (error instanceof Error && (error.name === "AbortError" || (error as { code?: string }).code === "ECONNRESET"));

export async function once(sky: Sky, life: Life, asked: Asked): Promise<unknown> {
  const { handler } = operationOf(asked);
  const { subject } = life;
  const { fault, kill } = sky.weather.meet(handler.operation, subject);
  if (asked.method !== "GET") sky.guild.changingCalls++;
  if (kill?.when === "before") life.kill(kill, handler.operation);
  if (kill?.when === "after") {
    // The request has left; the deed is done, and nobody hears of it.
    landLater(sky, life, { asked, ms: kill.landsAfterMs ?? 0 });
    life.kill(kill, handler.operation);
  }
  await sky.time.sleep(TRAVEL_MS, life.owner, handler.operation);
  const answered = fault ? await struck({ sky, life, asked, fault }) : perform(sky, asked);
  if (!("waitMs" in answered)) return structuredAnswer(answered.body);
  return waitOut({ sky, life, asked }, { waitMs: answered.waitMs, scope: "user" });
}

const structuredAnswer = (body: unknown): unknown => body;

function perform(sky: Sky, asked: Asked, lagMs = 0): Answered {
  if (asked.method !== "GET" && sky.guild.now() < sky.forbiddenUntil)
    throw apiError(new Refused(403, 50013, "Missing Permissions"), asked);
  try {
    return answer(sky.guild, asked, { lagMs, limits: sky.limits });
  } catch (error) {
    throw error instanceof Refused ? apiError(error, asked) : error;
  }
}

/** Its caller has gone: whatever comes of it, nobody hears. */
function doQuietly(sky: Sky, asked: Asked): void {
  try {
    perform(sky, asked);
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
  }
}

interface Struck {
  sky: Sky;
  life: Life;
  asked: Asked;
  fault: Fault;
}

async function struck({ sky, life, asked, fault }: Struck): Promise<Answered> {
  const { time } = sky;
  const wait = (ms: number) => time.sleep(ms, life.owner, `waiting ${fault.fault}`);
  switch (fault.fault) {
    case "500-before":
      throw serverError(500, asked);
    case "500-after":
      perform(sky, asked);
      throw serverError(500, asked);
    case "html-502":
      throw serverError(502, asked);
    case "timeout-before":
      await wait(TIMEOUT_MS);
      throw aborted();
    case "timeout-after":
      perform(sky, asked);
      await wait(TIMEOUT_MS);
      throw aborted();
    case "late":
      landLater(sky, life, { asked, ms: fault.ms });
      throw reset();
    case "reset-before":
      throw reset();
    case "reset-after":
      perform(sky, asked);
      throw reset();
    case "fin":
      perform(sky, asked);
      throw Object.assign(new Error("other side closed"), { name: "SocketError", code: "UND_ERR_SOCKET" });
    case "slow": {
      const answered = perform(sky, asked);
      await wait(Math.min(fault.ms, TIMEOUT_MS - 1));
      return answered;
    }
    case "malformed-json":
      perform(sky, asked);
      throw new SyntaxError("Unexpected token < in JSON");
    case "429-user":
    case "429-shared":
    case "429-global":
      return { body: await waitOut({ sky, life, asked }, { waitMs: fault.ms, scope: fault.fault.slice(4) as "user" }) };
    case "403-until":
      sky.forbiddenUntil = time.now() + fault.ms;
      return perform(sky, asked);
    case "403-once":
      throw apiError(new Refused(403, 50013, "Missing Permissions"), asked);
    case "404-once":
      throw apiError(new Refused(404, 10003, "Unknown Channel"), asked);
    case "read-lag":
      return perform(sky, asked, asked.method === "GET" ? fault.ms : 0);
    case "lost-before":
    case "lost-after":
      return perform(sky, asked);
  }
}

let count = 0;
/** The connection is gone, the deed is not: it happens that much later (RE-2). */
function landLater(sky: Sky, life: Life, { asked, ms }: { asked: Asked; ms: number }): void {
  if (asked.method === "GET") return;
  const number = ++count;
  const { operation } = operationOf(asked).handler;
  sky.onTheirWay.set(number, { subject: life.subject, operation });
  sky.time.after(ms, life.world, `late ${operation}`, () => {
    sky.onTheirWay.delete(number);
    doQuietly(sky, asked);
  });
}

/** As the library does: short limits are waited out and asked again, longer ones thrown. */
async function waitOut(
  { sky, life, asked }: Omit<Struck, "fault">,
  { waitMs, scope }: { waitMs: number; scope: "user" | "shared" | "global" },
): Promise<unknown> {
  const limit = {
    global: scope === "global",
    hash: "",
    limit: 5,
    majorParameter: "",
    method: asked.method,
    retryAfter: waitMs,
    route: asked.route,
    scope,
    sublimitTimeout: 0,
    timeToReset: waitMs,
    url: asked.route,
  };
  const { rejectOnRateLimit } = options;
  if (typeof rejectOnRateLimit === "function" && (await rejectOnRateLimit(limit))) throw new RateLimitError(limit);
  await sky.time.sleep(waitMs + 5, life.owner, "waiting out a rate limit");
  return once(sky, life, asked);
}

const apiError = ({ status, code, message, errors }: Refused, { method, route, body }: Asked) =>
  new DiscordAPIError({ code, message, ...(errors ? { errors } : {}) } as never, code, status, method, route, {
    body,
    files: undefined,
  } as never);
const serverError = (status: number, { method, route, body }: Asked) =>
  new HTTPError(status, "Server Error", method, route, { body, files: undefined } as never);
const aborted = () => Object.assign(new Error("This operation was aborted"), { name: "AbortError" });
const reset = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
