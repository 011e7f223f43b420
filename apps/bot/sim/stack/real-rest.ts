import { DiscordAPIError, HTTPError, RateLimitError, REST, type ResponseLike } from "@discordjs/rest";
import type { Life } from "../life.ts";
import { once, options, type Sky } from "../transport.ts";
import { operationOf, type Asked } from "../world/answer.ts";

/** The library keeps real time for these: here they would wait while the run's time stands still. */
const WITHOUT_REAL_TIME = {
  globalRequestsPerSecond: 1e9,
  hashSweepInterval: 0,
  handlerSweepInterval: 0,
  timeout: 600_000,
};

/**
 * The real REST library with the bot's own options, over the played Discord: it builds the request, keeps its queues,
 * reads the answer and makes its errors. Short limits are waited out behind it, in the run's time.
 */
export function realRestOver(sky: Sky, life: Life): REST {
  return new REST({
    ...options,
    ...WITHOUT_REAL_TIME,
    makeRequest: async (url, init) => {
      const asked = askedBy(url, init);
      if (asked.method !== "GET") sky.onSent(life.holder, operationOf(asked).handler.operation);
      try {
        return said(200, await once(sky, life, asked));
      } catch (error) {
        return asAnswer(error);
      }
    },
  }).setToken("token-of-the-sim");
}

function askedBy(url: string, { method = "GET", body, headers }: Parameters<REST["options"]["makeRequest"]>[1]): Asked {
  const { pathname, searchParams } = new URL(url);
  const reason = new Headers(headers as Record<string, string>).get("x-audit-log-reason");
  return {
    method,
    route: pathname.replace(/^\/api\/v\d+/, ""),
    query: searchParams,
    body: typeof body === "string" ? (JSON.parse(body) as unknown) : undefined,
    reason: decodeURIComponent(reason ?? ""),
  };
}

/** What Discord would have answered; what is no answer at all is thrown on. */
function asAnswer(error: unknown): ResponseLike {
  if (error instanceof DiscordAPIError) return said(error.status, error.rawError);
  if (error instanceof HTTPError) return said(error.status, "<html>Server Error</html>");
  if (error instanceof RateLimitError)
    return said(
      429,
      { message: "You are being rate limited.", retry_after: error.retryAfter / 1_000, global: error.global },
      { "retry-after": String(error.retryAfter / 1_000), "x-ratelimit-scope": error.scope },
    );
  throw error;
}

function said(status: number, body: unknown, more: Record<string, string> = {}): ResponseLike {
  const isJson = typeof body !== "string";
  const text = isJson ? JSON.stringify(body ?? null) : body;
  const headers = new Headers({ "content-type": isJson ? "application/json" : "text/html", ...more });
  return {
    body: null,
    bodyUsed: false,
    headers: headers as never,
    ok: status < 300,
    status,
    statusText: String(status),
    arrayBuffer: async () => new TextEncoder().encode(text).buffer as ArrayBuffer,
    json: async () => JSON.parse(text) as unknown,
    text: async () => text,
  };
}
