import { basePermissions, permissionsIn, type Ranks } from "./permissions.ts";
import type { Gateway } from "./gateway.ts";
import type { Buckets } from "./limits.ts";
import type { Interactions } from "./interactions.ts";
import { invalid, missingAccess, missingPermissions, unknown } from "./refusal.ts";
import { guildOf } from "./replies.ts";
import type { Channel } from "./guild.ts";
import type { Collections, World } from "./world.ts";

/** One request that found its route: path parameters by name, query and body as they came. */
export type Call = {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** X-Audit-Log-Reason, decoded. */
  reason: string | null;
  /** The user a bearer token speaks for; null when the bot asks. */
  bearer: { userId: string; scopes: string[] } | null;
};
export type Reply = { status: number; body?: unknown };
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a route may touch: the guild, and what runs beside it. `state` is what reads shall see (it may lag). */
export type Bench = {
  world: World;
  state: Collections;
  botId: string;
  interactions: Interactions;
  buckets: Buckets;
  membersIntent: boolean;
  /** Who takes no direct messages. */ closedToDirect: Set<string>;
  gateway: Pick<Gateway, "url" | "identifiesLeft">;
};

/** One row of the table of REST routes. Parameters are `:name`; `:guild` and `:channel` begin a rate limit bucket. */
export type Route = {
  method: Method;
  path: string;
  /** What faults and counters call it. */
  operation: string;
  /** Who may ask: the bot (the usual case), a signed-in person too, or whoever holds the token in the path. */
  asks?: "bot" | "bearer" | "anybody";
  handle: (bench: Bench, call: Call) => Reply;
};

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const nothing: Reply = { status: 204 };

export const ranksOf = (state: Collections): Ranks => ({
  guild: guildOf(state),
  roles: state.roles,
  members: state.members,
});

/** The guild of the path must be ours, and the bot in it. */
export function enter({ state }: Bench, { params }: Call): void {
  const guild = guildOf(state);
  if (params["guild"] !== guild.id) throw unknown("guild");
  if (!guild.bot_present) throw missingAccess();
}

/** Refuses with 50013 unless the bot has all of these in the guild. */
export function needInGuild({ state, botId }: Bench, bits: bigint): void {
  if ((basePermissions(ranksOf(state), botId) & bits) !== bits) throw missingPermissions();
}

/** The channel, if the bot sees it: 10003 when there is none, 50001 when it is hidden from the bot (also a voice channel it may not connect to). */
export function seeChannel({ state, botId }: Bench, id: string): Channel {
  const channel = state.channels.get(id);
  if (!channel) throw unknown("channel");
  if (!guildOf(state).bot_present) throw missingAccess();
  if (permissionsIn(ranksOf(state), channel, botId) === 0n) throw missingAccess();
  return channel;
}

/** Refuses with 50013 unless the bot has all of these in the channel. */
export function needInChannel({ state, botId }: Bench, channel: Channel, bits: bigint): void {
  if ((permissionsIn(ranksOf(state), channel, botId) & bits) !== bits) throw missingPermissions();
}

/** A number of the query within bounds, or the default; anything else is 50035. */
export function countOf(
  query: URLSearchParams,
  name: string,
  { min, max, usual }: { min: number; max: number; usual: number },
): number {
  const raw = query.get(name);
  if (raw === null) return usual;
  const value = Number(raw);
  if (!Number.isInteger(value) || value < min || value > max)
    throw invalid([name], "NUMBER_TYPE_MAX", `int value should be between ${min} and ${max}.`);
  return value;
}
