import { Refused } from "./refusal.ts";

/** How often one operation may be called per guild, channel or webhook, in each window. */
export type Limit = { calls: number; windowMs: number };
export type Limits = { global: Limit; usual: Limit; reading: Limit; operations: Record<string, Limit> };

/** Discord names no numbers and neither may a client; these are of the size one sees. */
export const USUAL_LIMITS: Limits = {
  global: { calls: 50, windowMs: 1000 },
  usual: { calls: 10, windowMs: 1000 },
  reading: { calls: 25, windowMs: 1000 },
  operations: { "message.create": { calls: 5, windowMs: 5000 }, "message.edit": { calls: 5, windowMs: 5000 } },
};

/** Documented nowhere and in no header: a channel's name and topic may be edited twice in ten minutes. */
const RENAMES: Limit = { calls: 2, windowMs: 600_000 };

/** 429. `retryAfter` in seconds; the scope `shared` does not count against the bot. */
export class TooFast extends Refused {
  readonly retryAfter: number;
  readonly scope: "user" | "shared" | "global";

  constructor(retryAfter: number, scope: "user" | "shared" | "global") {
    super(429, 0, scope === "shared" ? "The resource is being rate limited." : "You are being rate limited.");
    this.retryAfter = retryAfter;
    this.scope = scope;
  }

  override body(): object {
    return { message: this.message, retry_after: this.retryAfter, global: this.scope === "global" };
  }
}

type Window = { opened: number; used: number };
export type Counted = { headers: Record<string, string>; wait: number };
export type Buckets = {
  /** Counts one call; `wait` above 0 means it is refused for so many milliseconds. */
  count: (operation: string, major: string) => Counted;
  countGlobally: () => number;
  /** Throws TooFast at the third edit of a name or topic within ten minutes. */
  countRename: (channelId: string) => void;
};

/** Rate limit buckets on the handed-in clock. */
export function makeBuckets(clock: () => number, limits: Limits): Buckets {
  const windows = new Map<string, Window>();
  const renames = new Map<string, number[]>();

  function take(key: string, { calls, windowMs }: Limit): { window: Window; wait: number } {
    const now = clock();
    const known = windows.get(key);
    const window = known && now < known.opened + windowMs ? known : { opened: now, used: 0 };
    windows.set(key, window);
    if (window.used >= calls) return { window, wait: window.opened + windowMs - now };
    window.used += 1;
    return { window, wait: 0 };
  }

  return {
    countGlobally: () => take("global", limits.global).wait,
    count: (operation, major) => {
      const reading = /\.(get|list|search)$/.test(operation);
      const limit = limits.operations[operation] ?? (reading ? limits.reading : limits.usual);
      const { window, wait } = take(`${operation}:${major}`, limit);
      const reset = window.opened + limit.windowMs;
      const headers = {
        "x-ratelimit-limit": String(limit.calls),
        "x-ratelimit-remaining": String(Math.max(0, limit.calls - window.used)),
        "x-ratelimit-reset": (reset / 1000).toFixed(3),
        "x-ratelimit-reset-after": (Math.max(0, reset - clock()) / 1000).toFixed(3),
        "x-ratelimit-bucket": Buffer.from(operation).toString("hex").slice(0, 32),
      };
      return { headers, wait };
    },
    countRename: (channelId) => {
      const now = clock();
      const recent = (renames.get(channelId) ?? []).filter((at) => at > now - RENAMES.windowMs);
      const oldest = recent[0];
      if (oldest !== undefined && recent.length >= RENAMES.calls)
        throw new TooFast((oldest + RENAMES.windowMs - now) / 1000, "user");
      renames.set(channelId, [...recent, now]);
    },
  };
}
