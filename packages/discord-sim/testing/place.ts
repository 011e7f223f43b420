import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DiscordAPIError, REST, type RequestData, RequestMethod } from "@discordjs/rest";
import type { Limits } from "../src/limits.ts";
import { type Sim, type SimOptions, startSim } from "../src/sim.ts";

/** Discord's own description, where it lies beside the project. */
export const contractPath = fileURLToPath(new URL("../../../../shared/discord/openapi.json", import.meta.url));
export const hasContract = existsSync(contractPath);

export const OWNER = "199999999999999999";
export const ANN = "200000000000000001";
export const BEN = "200000000000000002";
/** Has an account and is not on the server. */
export const CLEO = "200000000000000003";

const plenty = { calls: 1_000_000, windowMs: 1000 };
/** No rate limits, for tests about something else. */
export const UNHURRIED: Limits = { global: plenty, usual: plenty, reading: plenty, operations: {} };

/** A clock that moves only when told to. */
export function standingClock(start = Date.UTC(2026, 9, 1, 9)): { now: () => number; forward: (ms: number) => void } {
  let now = start;
  return { now: () => now, forward: (ms) => void (now += ms) };
}

/** What came of a request: Discord's answer, or its refusal. */
export type Outcome<T = never> = { status: number; code?: number; fields: string[]; body: T };

export type Place = AsyncDisposable & {
  sim: Sim;
  rest: REST;
  guild: string;
  bot: string;
  /** Asks through discord.js' own REST client; a refusal is an answer, everything else is thrown. */
  ask: <T = Record<string, never>>(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: `/${string}`,
    body?: unknown,
    more?: RequestData,
  ) => Promise<Outcome<T>>;
  wish: <T = Record<string, never>>(path: string, body: unknown) => Promise<{ status: number; body: T }>;
};

const METHODS = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
};

/** A simulator with an owner, Ann and Ben on the server and Cleo outside, and the REST client our bot uses. */
export async function aPlace(options: SimOptions = {}): Promise<Place> {
  const users = [
    { id: ANN, username: "ann", global_name: "Ann" },
    { id: BEN, username: "ben", global_name: "Ben" },
    { id: CLEO, username: "cleo", global_name: "Cleo", inGuild: false },
  ];
  const owner = { id: OWNER, username: "olga", global_name: "Olga" };
  const sim = await startSim({
    limits: UNHURRIED,
    ...(hasContract && { contractPath }),
    ...options,
    guild: { owner, users, ...options.guild },
  });
  const rest = new REST({
    version: "10",
    api: sim.url,
    retries: 0,
    globalRequestsPerSecond: 100_000,
    timeout: 2000,
  }).setToken(sim.token);
  return {
    sim,
    rest,
    guild: sim.guild.id,
    bot: sim.clientId,
    ask: async <T>(method: keyof typeof METHODS, path: `/${string}`, body?: unknown, more: RequestData = {}) => {
      try {
        const answer = await rest.request({
          ...more,
          method: METHODS[method],
          fullRoute: path,
          ...(body !== undefined && { body }),
        });
        return { status: 200, fields: [], body: answer as T };
      } catch (error) {
        if (!(error instanceof DiscordAPIError)) throw error;
        const raw = error.rawError as { errors?: object };
        return {
          status: error.status,
          code: Number(error.code),
          fields: fieldsOf(raw.errors ?? {}),
          body: undefined as T,
        };
      }
    },
    wish: async <T>(path: string, body: unknown) => {
      const response = await fetch(`${sim.origin}/_sim${path}`, { method: "POST", body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as T };
    },
    [Symbol.asyncDispose]: sim.close,
  };
}

/** `{ name: { _errors: [{ code }] } }` → `["name CODE"]`. */
function fieldsOf(errors: object, path: string[] = []): string[] {
  return Object.entries(errors).flatMap(([key, value]) =>
    key === "_errors"
      ? (value as { code: string }[]).map(({ code }) => `${path.join(".")} ${code}`)
      : fieldsOf(value as object, [...path, key]),
  );
}

export const VIEW = String(1 << 10);
/** What a private channel is created with: the bot first, everybody denied, then those who belong. */
export const privateFor = ({ bot, guild }: Pick<Place, "bot" | "guild">, ...members: string[]): object[] => [
  { id: bot, type: 1, allow: String((1 << 10) | (1 << 20)), deny: "0" },
  { id: guild, type: 0, allow: "0", deny: VIEW },
  ...members.map((id) => ({ id, type: 1, allow: VIEW, deny: "0" })),
];
