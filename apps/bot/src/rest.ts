import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  type REST,
  type RequestMethod,
  type RESTOptions,
} from "@discordjs/rest";

/** What one call that changes something needs: where, with what, and the reason Discord's audit log keeps. */
export interface Change {
  body?: unknown;
  reason?: string;
}

/** Discord by REST, and nothing of its cache. */
export interface Discord {
  ask: <T>(route: string, query?: Record<string, string>) => Promise<T>;
  change: <T>(method: "POST" | "PUT" | "PATCH" | "DELETE", route: string, change?: Change) => Promise<T>;
}

/** The answer never came: what was asked for may have happened, and may still happen. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
  readonly method: string;
  constructor(method: string, cause: unknown) {
    super(`Discord did not answer (${cause instanceof Error ? cause.message || cause.name : String(cause)})`, {
      cause,
    });
    this.method = method;
  }
}

/** The token is not accepted: nothing is asked any more until a person has given another (RE-12). */
export class TokenRefused extends Error {
  override name = "TokenRefused";
}

/** Longer than this we do not stand in the way of other groups: the round is told when to come back (RE-9). */
const LONGEST_WAIT_MS = 5_000;

/**
 * `retries: 0`: the library would repeat a POST whose answer was lost and make four channels of one (RE-1).
 * Our own retry is the next round, which looks first.
 */
export const restOptions = (apiUrl: string): Partial<RESTOptions> => ({
  api: apiUrl,
  version: "10",
  retries: 0,
  timeout: 15_000,
  rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > LONGEST_WAIT_MS,
});

/** Called before every change; throws when it is no longer ours to make (EV-12). */
export type Guard = () => void;

/** Stands between us and Discord: lets a call through, and learns what came of it. */
export interface Gatekeeper {
  turn(): Promise<(outcome: "answered" | "silent") => void>;
}
const NOBODY: Gatekeeper = { turn: async () => () => {} };

export function discordOver(rest: REST, mayChange: Guard = () => {}, gatekeeper: Gatekeeper = NOBODY): Discord {
  let refused = false;

  async function call<T>(method: string, route: string, options: object): Promise<T> {
    if (refused) throw new TokenRefused("Discord does not accept the bot's token");
    const ended = await gatekeeper.turn();
    // A wait may have been long enough to lose the right to act.
    if (method !== "GET") mayChange();
    try {
      const answer = await rest.request({
        method: method as RequestMethod,
        fullRoute: route as `/${string}`,
        ...options,
      });
      ended("answered");
      return answer as T;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 401) refused = true;
      const isAnswered = answered(error);
      ended(isAnswered && !neverSent(error) ? "answered" : "silent");
      throw isAnswered ? error : new NoAnswer(method, error);
    }
  }

  return {
    ask: (route, query) => call("GET", route, query ? { query: new URLSearchParams(query) } : {}),
    change: (method, route, change = {}) => {
      mayChange();
      return call(
        method,
        route,
        change.reason === undefined ? change : { ...change, reason: cutReason(change.reason) },
      );
    },
  };
}

/** Discord said something definite. A server error did not: it may come before or after the deed. */
function answered(error: unknown): boolean {
  if (error instanceof RateLimitError) return true;
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return error.status < 500;
  return neverSent(error);
}

/** The request did not leave: nobody was listening. */
export function neverSent(error: unknown): boolean {
  const code =
    (error as { code?: string; cause?: { code?: string } } | null)?.cause?.code ??
    (error as { code?: string } | null)?.code;
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}

/** Audit reasons hold 512 letters once encoded. */
function cutReason(reason: string): string {
  let letters = [...reason];
  while (encodeURIComponent(letters.join("")).length > 512) letters = letters.slice(0, -1);
  return letters.join("");
}
