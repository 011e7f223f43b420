import { channelsChanged, removeChannel, type Channel, type Guild, type Overwrite } from "./guild.ts";
import { missingAccess, missingPermissions, parentFull, Refused, unknown, unknownParent } from "./refusals.ts";

const MANAGE_CHANNELS = 1n << 4n;
const MANAGE_ROLES = 1n << 28n;
const VIEW = 1n << 10n;
const CATEGORY = 4;
const TEXT = 0;
const MOST_CHANNELS = 500;
const RENAMES = 2;
const RENAME_WINDOW_MS = 600_000;

interface Body {
  name?: string;
  type?: number;
  topic?: string | null;
  parent_id?: string | null;
  permission_overwrites?: Overwrite[];
}

/** The key our own reason names: `Muster [installation/group:1/text-channel]`. */
export const keyIn = (text: string | undefined | null): string | null =>
  /\[[^/\s[\]]+\/([^\s[\]]+)\]/.exec(text ?? "")?.[1] ?? null;

export interface Limits {
  categorySeats: number;
}

export function createChannel(
  guild: Guild,
  body: Body,
  { reason, limits }: { reason: string; limits: Limits },
): Channel {
  need(guild, MANAGE_CHANNELS);
  if ((body.permission_overwrites ?? []).length > 0) need(guild, MANAGE_ROLES);
  if (guild.channels.size >= MOST_CHANNELS)
    throw new Refused(400, 30013, "Maximum number of guild channels reached (500)");
  const parentId = body.parent_id ?? null;
  if (parentId !== null) checkParent(guild, parentId, limits);
  const overwrites = (body.permission_overwrites ?? []).map((one) => checkedOverwrite(guild, one));
  const type = body.type ?? TEXT;
  const channel: Channel = {
    id: guild.newId(),
    type,
    name: type === TEXT ? normalised(body.name ?? "") : (body.name ?? ""),
    topic: body.topic ?? null,
    parentId,
    overwrites: new Map(overwrites.map((one) => [one.id, one])),
    lastMessageId: null,
    key: keyIn(reason),
    edits: [],
  };
  guild.channels.set(channel.id, channel);
  guild.messages.set(channel.id, []);
  guild.audit.unshift({ target_id: channel.id, reason });
  channelsChanged(guild, channel);
  guild.tell({ by: "bot", did: "channel.create", id: channel.id, key: channel.key, detail: {} });
  return channel;
}

export const normalised = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");

function checkParent(guild: Guild, parentId: string, { categorySeats }: Limits): void {
  if (guild.channels.get(parentId)?.type !== CATEGORY) throw unknownParent();
  if ([...guild.channels.values()].filter((one) => one.parentId === parentId).length >= categorySeats)
    throw parentFull();
}

function checkedOverwrite(guild: Guild, { id, type, allow, deny }: Overwrite): Overwrite {
  const exists = type === 1 ? guild.members.has(id) : id === guild.id || id === guild.botRoleId;
  if (!exists) throw unknown.overwrite();
  if (((BigInt(allow) | BigInt(deny)) & ~guild.botPermissions) !== 0n) throw missingPermissions();
  return { id, type, allow: String(allow), deny: String(deny) };
}

function need(guild: Guild, permission: bigint): void {
  if ((guild.botPermissions & permission) === 0n) throw missingPermissions();
}

/** A channel the bot can see and manage: one it is locked out of is refused. */
function managed(guild: Guild, id: string): Channel {
  const channel = guild.channels.get(id);
  if (!channel) throw unknown.channel();
  const own = channel.overwrites.get(guild.botId);
  const everyone = channel.overwrites.get(guild.id);
  const hidden = everyone !== undefined && (BigInt(everyone.deny) & VIEW) !== 0n;
  if (hidden && !(own && (BigInt(own.allow) & VIEW) !== 0n)) throw missingAccess();
  need(guild, MANAGE_CHANNELS);
  return channel;
}

/** Null when it is the third new name or topic within ten minutes: then how long to wait, in milliseconds. */
export function editChannel(
  guild: Guild,
  id: string,
  { body, limits }: { body: Body; limits: Limits },
): Channel | { waitMs: number } {
  const channel = managed(guild, id);
  const renames = body.name !== undefined || body.topic !== undefined;
  channel.edits = channel.edits.filter((at) => at > guild.now() - RENAME_WINDOW_MS);
  if (renames && channel.edits.length >= RENAMES) return { waitMs: channel.edits[0]! + RENAME_WINDOW_MS - guild.now() };
  if (body.parent_id !== undefined && body.parent_id !== null && body.parent_id !== channel.parentId)
    checkParent(guild, body.parent_id, limits);
  if (renames) channel.edits.push(guild.now());
  if (body.name !== undefined) channel.name = channel.type === TEXT ? normalised(body.name) : body.name;
  if (body.topic !== undefined) channel.topic = body.topic;
  if (body.parent_id !== undefined) channel.parentId = body.parent_id;
  channelsChanged(guild, channel);
  guild.tell({ by: "bot", did: "channel.edit", id, key: channel.key, detail: {} });
  return channel;
}

export function deleteChannel(guild: Guild, id: string): Channel {
  const channel = managed(guild, id);
  removeChannel(guild, channel);
  guild.tell({ by: "bot", did: "channel.delete", id, key: channel.key, detail: {} });
  return channel;
}

export function putOverwrite(guild: Guild, id: string, overwrite: Overwrite): void {
  const channel = managed(guild, id);
  need(guild, MANAGE_ROLES);
  channel.overwrites.set(overwrite.id, checkedOverwrite(guild, overwrite));
  channelsChanged(guild, channel);
  const detail = { userId: overwrite.id, allow: overwrite.allow };
  guild.tell({ by: "bot", did: "overwrite.put", id, key: channel.key, detail });
}

export function deleteOverwrite(guild: Guild, id: string, userId: string): void {
  const channel = managed(guild, id);
  need(guild, MANAGE_ROLES);
  if (!channel.overwrites.delete(userId)) throw unknown.overwrite();
  channelsChanged(guild, channel);
  guild.tell({ by: "bot", did: "overwrite.delete", id, key: channel.key, detail: { userId } });
}
