import type { Bench, Call, Method, Reply, Route } from "./call.ts";
import { TooFast } from "./limits.ts";
import { invalid, notFound, Refused, unauthorized } from "./refusal.ts";
import { ROUTES } from "./routes/table.ts";
import { isSnowflake } from "./snowflake.ts";
import type { Fault, Weather } from "./weather.ts";
import type { Ledger } from "./ledger.ts";
import type { OAuth } from "./oauth.ts";

/** A request as it came over the wire; `path` begins behind /api/v10, with its query. */
export type Asked = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
};
/** What is to be sent; `break` says how the connection ends instead. */
export type Answered =
  | { status: number; headers: Record<string, string>; body?: unknown; raw?: { type: string; text: string } }
  | { break: "silence" | "reset" | "fin" };
export type Rest = { answer: (asked: Asked) => Promise<Answered> };
export type RestParts = {
  bench: Bench;
  token: string;
  oauth: OAuth;
  weather: Weather;
  ledger: Ledger;
  pause: (ms: number) => Promise<void>;
  /** Delays an effect whose caller has gone. */
  later: (ms: number, effect: () => void) => void;
};

const compiled = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:([a-z]+)/g, "(?<$1>[^/]+)")}$`),
}));
const IDS = new Set([
  "guild",
  "channel",
  "message",
  "user",
  "event",
  "overwrite",
  "application",
  "webhook",
  "interaction",
]);

/** One request from door to answer: route, right to ask, weather, rate limits, deed. */
export function makeRest(parts: RestParts): Rest {
  return {
    answer: async (asked) => {
      const [path = "", query = ""] = asked.path.split("?", 2);
      const found = find(asked.method, path);
      if (!found) return refusal(notFound());
      const entry = parts.ledger.open(found.route, asked);
      const answered = await respond(parts, found, { ...asked, path, query });
      entry.close(answered);
      return answered;
    },
  };
}

type Found = { route: Route; params: Record<string, string> };

function find(method: string, path: string): Found | undefined {
  for (const { route, pattern } of compiled) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match)
      return { route, params: Object.fromEntries(Object.entries(match.groups ?? {}).map(([k, v]) => [k, decoded(v)])) };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const refusal = (error: Refused, headers: Record<string, string> = {}): Answered => {
  const slow =
    error instanceof TooFast
      ? {
          "retry-after": String(Math.ceil(error.retryAfter)),
          "x-ratelimit-scope": error.scope,
          ...(error.scope === "global" && { "x-ratelimit-global": "true" }),
        }
      : {};
  return { status: error.status, headers: { ...headers, ...slow }, body: error.body() };
};

async function respond(
  parts: RestParts,
  { route, params }: Found,
  asked: Asked & { query: string },
): Promise<Answered> {
  const fault = parts.weather.strike(route.operation, `${asked.path} ${JSON.stringify(asked.body ?? null)}`);
  if (fault?.fault === "slow") await parts.pause(fault.ms ?? 1000);
  const counted = count(parts, route, params);
  if (counted.refused) return refusal(counted.refused, counted.headers);
  const deed = (): Answered => {
    try {
      return answered(perform(parts, { route, params, fault }, asked), counted.headers);
    } catch (error) {
      if (error instanceof Refused) return refusal(error, counted.headers);
      throw error;
    }
  };
  return fault ? strike(parts, fault, { deed, headers: counted.headers }) : deed();
}

const answered = ({ status, body }: Reply, headers: Record<string, string>): Answered => ({
  status,
  headers,
  ...(body !== undefined && { body }),
});

function count(
  { bench }: RestParts,
  route: Route,
  params: Record<string, string>,
): { headers: Record<string, string>; refused?: TooFast } {
  const major = params["guild"] ?? params["channel"] ?? params["token"] ?? "";
  const { headers, wait } = bench.buckets.count(route.operation, major);
  if (wait > 0) return { headers, refused: new TooFast(wait / 1000, "user") };
  const globally =
    route.operation.startsWith("interaction.") || route.operation.startsWith("follow-up.")
      ? 0
      : bench.buckets.countGlobally();
  return globally > 0 ? { headers: {}, refused: new TooFast(globally / 1000, "global") } : { headers };
}

function perform(
  parts: RestParts,
  { route, params, fault }: Found & { fault: Fault | undefined },
  asked: Asked & { query: string },
): Reply {
  const bearer = authorize(parts, route, asked);
  for (const [name, value] of Object.entries(params))
    if (IDS.has(name) && value !== "@original" && !isSnowflake(value))
      throw invalid([`${name}_id`], "NUMBER_TYPE_COERCE", `Value "${value}" is not snowflake.`);
  const call: Call = {
    params,
    query: new URLSearchParams(asked.query),
    body: asked.body,
    reason: reasonOf(asked),
    bearer,
  };
  const { bench } = parts;
  if (fault?.fault !== "read-lag" || route.method !== ("GET" satisfies Method)) return route.handle(bench, call);
  return route.handle({ ...bench, state: bench.world.asOf(bench.world.clock() - (fault.ms ?? 5000)) }, call);
}

function authorize({ token, oauth }: RestParts, { asks }: Route, { headers }: Asked): Call["bearer"] {
  if (asks === "anybody") return null;
  const [scheme, value] = String(headers["authorization"] ?? "").split(" ", 2);
  if (scheme === "Bot" && value === token) return null;
  const bearer = asks === "bearer" && scheme === "Bearer" ? oauth.bearer(value ?? "") : null;
  if (!bearer) throw unauthorized();
  return bearer;
}

function reasonOf({ headers }: Asked): string | null {
  const header = headers["x-audit-log-reason"];
  if (header === undefined) return null;
  const reason = decoded(String(header));
  if ([...reason].length > 512) throw invalid(["reason"], "BASE_TYPE_MAX_LENGTH", "Must be 512 or fewer in length.");
  return reason || null;
}

type Moment = { deed: () => Answered; headers: Record<string, string> };

/** The weather's turn. Whatever is called "after" does the deed and loses the answer. */
function strike(parts: RestParts, fault: Fault, { deed, headers }: Moment): Answered {
  const { ms = 300, status = 500, code = 0, message } = fault;
  const after = (answer: Answered): Answered => {
    deed();
    return answer;
  };
  const broken: Answered = {
    status: 500,
    headers,
    body: { message: message ?? "500: Internal Server Error", code: 0 },
  };
  const html = {
    status: 502,
    headers,
    raw: {
      type: "text/html",
      text: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
    },
  };
  switch (fault.fault) {
    case "500-before":
      return broken;
    case "500-after":
      return after(broken);
    case "timeout-before":
      return { break: "silence" };
    case "timeout-after":
      return after({ break: "silence" });
    case "late":
      parts.later(ms, deed);
      return { break: "reset" };
    case "reset-before":
      return { break: "reset" };
    case "reset-after":
      return after({ break: "reset" });
    case "fin":
      return { break: "fin" };
    case "429-user":
    case "429-shared":
    case "429-global":
      return refusal(new TooFast(ms / 1000, fault.fault.slice(4) as TooFast["scope"]), headers);
    case "403-until":
      return refusal(new Refused(403, fault.code ?? 50013, message ?? "Missing Permissions"), headers);
    case "404-once":
      return refusal(new Refused(404, fault.code ?? 10003, message ?? "Unknown Channel"), headers);
    case "html-502":
      return html;
    case "html-502-after":
      return after(html);
    case "malformed-json":
      return after({ status: 200, headers, raw: { type: "application/json", text: '{"id":"' } });
    case "error":
      return refusal(new Refused(status, code, message ?? "The weather is bad."), headers);
    case "slow":
    case "read-lag":
    case "missed-dispatch":
    case "duplicate-dispatch":
    case "late-dispatch":
    case "invalid-session":
    case "close":
    case "silence":
    case "partial-members":
      return deed();
  }
}
