import { byAge, snowflakes } from "./snowflakes.ts";

export interface Overwrite {
  id: string;
  type: number;
  allow: string;
  deny: string;
}
export interface Channel {
  id: string;
  type: number;
  name: string;
  topic: string | null;
  parentId: string | null;
  overwrites: Map<string, Overwrite>;
  lastMessageId: string | null;
  /** Our key as the deed's own reason said it: the oracle's knowledge, which topics and hands cannot change. */
  key: string | null;
  /** When its name or topic was changed lately. */
  edits: number[];
}
export interface Message {
  id: string;
  channelId: string;
  authorId: string;
  content: string;
  embeds: { title?: string; description?: string; footer?: { text: string } }[];
  nonce: string | null;
}
export interface Event {
  id: string;
  name: string;
  description: string;
  channelId: string;
  startsAt: string;
  endsAt: string;
  status: number;
  key: string | null;
}

/** One thing that happened there, for whoever watches. Everything that ever stood is seen here, also what is gone. */
export interface Deed {
  at: number;
  by: "bot" | "hand";
  did: string;
  id: string;
  key: string | null;
  detail: { userId?: string; nonceHit?: boolean; allow?: string };
}

/** A Discord guild in memory: what there is, and nothing about who may ask for it. */
export interface Guild {
  id: string;
  botId: string;
  botRoleId: string;
  ownerId: string;
  botPermissions: bigint;
  isBotIn: boolean;
  channels: Map<string, Channel>;
  events: Map<string, Event>;
  messages: Map<string, Message[]>;
  members: Set<string>;
  /** Latest first: who made which channel, and why. */
  audit: { target_id: string; reason: string }[];
  commands: object[];
  deeds: Deed[];
  /** Deeds of the bot that changed something, also refused ones: calls. */
  changingCalls: number;
  newId: () => string;
  now: () => number;
  tell: (deed: Omit<Deed, "at">) => void;
  /** Lists as they were some time ago: what a lagging reader sees. */
  past: { at: number; channels: object[] }[];
}

export const ALL_PERMISSIONS = (1n << 53n) - 1n;

export function foundGuild({ now, members }: { now: () => number; members: readonly string[] }): Guild {
  const newId = snowflakes(now);
  const guild: Guild = {
    id: newId(),
    botId: newId(),
    botRoleId: newId(),
    ownerId: newId(),
    botPermissions: ALL_PERMISSIONS & ~(1n << 3n),
    isBotIn: true,
    channels: new Map(),
    events: new Map(),
    messages: new Map(),
    members: new Set(members),
    audit: [],
    commands: [],
    deeds: [],
    changingCalls: 0,
    newId,
    now,
    tell: (deed) => guild.deeds.push({ at: now(), ...deed }),
    past: [],
  };
  guild.members.add(guild.botId);
  guild.members.add(guild.ownerId);
  return guild;
}

export const inOrderOfAge = <T extends { id: string }>(things: Iterable<T>): T[] =>
  [...things].toSorted((a, b) => byAge(a.id, b.id));

const VIEW = 1n << 10n;
/** Whether everybody in the guild can see it: the seeded everyone-role may see channels. */
export function everyoneSees(guild: Guild, channel: Channel): boolean {
  const everyone = channel.overwrites.get(guild.id);
  return everyone === undefined || (BigInt(everyone.deny) & VIEW) === 0n;
}
/** Whether a person sees it by their own overwrite or as everyone. */
export function sees(guild: Guild, channel: Channel, userId: string): boolean {
  const own = channel.overwrites.get(userId);
  if (own && (BigInt(own.allow) & VIEW) !== 0n) return true;
  return everyoneSees(guild, channel) && !(own && (BigInt(own.deny) & VIEW) !== 0n);
}

const views = new WeakMap<Channel, object>();
/** A channel as REST tells it; kept until it changes. */
export function viewOf(guild: Guild, channel: Channel): object {
  const kept = views.get(channel);
  if (kept) return kept;
  const view = {
    id: channel.id,
    type: channel.type,
    guild_id: guild.id,
    name: channel.name,
    parent_id: channel.parentId,
    permission_overwrites: [...channel.overwrites.values()],
    ...(channel.type === 0 ? { topic: channel.topic } : {}),
    ...(channel.type === 4 ? {} : { last_message_id: channel.lastMessageId }),
  };
  views.set(channel, view);
  return view;
}

/** Call after every change of channels: forgets kept views and remembers how the list was. */
export function channelsChanged(guild: Guild, channel?: Channel): void {
  if (channel) views.delete(channel);
  guild.past.push({ at: guild.now(), channels: [...guild.channels.values()].map((one) => viewOf(guild, one)) });
  if (guild.past.length > 40) guild.past.splice(0, 20);
}

/** The list of channels now, or as it was so long ago. */
export function channelList(guild: Guild, lagMs: number): object[] {
  if (lagMs === 0) return [...guild.channels.values()].map((channel) => viewOf(guild, channel));
  const then = guild.now() - lagMs;
  return guild.past.findLast(({ at }) => at <= then)?.channels ?? [];
}

export function removeChannel(guild: Guild, channel: Channel): void {
  guild.channels.delete(channel.id);
  for (const event of guild.events.values()) if (event.channelId === channel.id) guild.events.delete(event.id);
  for (const child of guild.channels.values()) {
    if (child.parentId !== channel.id) continue;
    child.parentId = null;
    channelsChanged(guild, child);
  }
  channelsChanged(guild);
}
