import { ChannelType } from "discord-api-types/v10";
import { full, invalid } from "./refusal.ts";

/** What a guild holds, as plain data: every collection is a map from id to one of these. */
export type User = { id: string; username: string; global_name: string | null; bot: boolean };
export type Member = { id: string; roles: string[]; joined_at: string; nick: string | null };
export type Role = {
  id: string;
  name: string;
  permissions: string;
  position: number;
  managed: boolean;
  botId?: string;
};
/** `type` 0 is a role, 1 a member; bits as decimal text. */
export type Overwrite = { id: string; type: 0 | 1; allow: string; deny: string };
export type Channel = {
  id: string;
  type: ChannelType.GuildText | ChannelType.GuildVoice | ChannelType.GuildCategory;
  name: string;
  position: number;
  parent_id: string | null;
  topic: string | null;
  nsfw: boolean;
  rate_limit_per_user: number;
  bitrate: number;
  user_limit: number;
  rtc_region: string | null;
  permission_overwrites: Overwrite[];
};
export type DirectChannel = { id: string; recipient_id: string };
export type Message = {
  id: string;
  channel_id: string;
  author_id: string;
  /** 0 ordinary, 6 "pinned a message", 7 "joined", 20 an answer to a command. */
  type: number;
  content: string;
  embeds: object[];
  components: object[];
  mentions: string[];
  mention_roles: string[];
  mention_everyone: boolean;
  flags: number;
  nonce: string | null;
  pinned_at: string | null;
  edited_at: string | null;
  /** Set on answers to a command; an ephemeral one is nobody's but the invoker's. */
  interaction: { id: string; name: string; user_id: string } | null;
};
/** Status 1 scheduled, 2 active, 3 completed, 4 cancelled. */
export type ScheduledEvent = {
  id: string;
  channel_id: string | null;
  creator_id: string;
  name: string;
  description: string | null;
  scheduled_start_time: string;
  scheduled_end_time: string | null;
  status: 1 | 2 | 3 | 4;
  entity_type: 1 | 2 | 3;
  entity_metadata: { location?: string } | null;
  recurrence_rule: object | null;
  interested: string[];
};
export type Command = { id: string; guild_id: string | null; version: string; body: CommandBody };
export type CommandOption = {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: CommandOption[];
};
export type CommandBody = {
  type?: number;
  name: string;
  description?: string;
  options?: CommandOption[];
  default_member_permissions?: string | null;
};
export type AuditEntry = {
  id: string;
  action_type: number;
  user_id: string;
  target_id: string | null;
  changes: { key: string; old_value?: unknown; new_value?: unknown }[];
  reason: string | null;
  options: object | null;
};
export type Invite = {
  id: string;
  channel_id: string;
  inviter_id: string;
  max_age: number;
  max_uses: number;
  uses: number;
  temporary: boolean;
};
/** The guild's own few facts; the only entry of its collection, under the key "guild". */
export type GuildFacts = {
  id: string;
  name: string;
  owner_id: string;
  bot_id: string;
  bot_role_id: string;
  bot_present: boolean;
};

export const LIMITS = {
  channels: 500,
  perCategory: 50,
  overwritesPerChannel: 1000,
  openEvents: 100,
  pins: 250,
  invites: 1000,
} as const;

/** 500 channels, categories and voice included. */
export function refuseFullGuild(channels: ReadonlyMap<string, Channel>): void {
  if (channels.size >= LIMITS.channels) throw full("channels");
}

/** A parent must be a category of this guild with a free place among its 50. */
export function refuseParent(channels: ReadonlyMap<string, Channel>, parentId: string): void {
  const parent = channels.get(parentId);
  if (!parent) throw invalid(["parent_id"], "CHANNEL_PARENT_INVALID", "Category does not exist");
  if (parent.type !== ChannelType.GuildCategory)
    throw invalid(["parent_id"], "CHANNEL_PARENT_INVALID_TYPE", "Not a category");
  const children = [...channels.values()].filter((c) => c.parent_id === parentId);
  if (children.length >= LIMITS.perCategory)
    throw invalid(["parent_id"], "CHANNEL_PARENT_MAX_CHANNELS", "Maximum number of channels in category reached (50)");
}

export function refuseTooManyOverwrites(overwrites: readonly Overwrite[]): void {
  if (overwrites.length > LIMITS.overwritesPerChannel) throw full("overwrites");
}

export const isOpen = (event: ScheduledEvent): boolean => event.status === 1 || event.status === 2;

/** 100 events that are scheduled or going on. */
export function refuseMoreEvents(events: ReadonlyMap<string, ScheduledEvent>): void {
  if ([...events.values()].filter(isOpen).length >= LIMITS.openEvents) throw full("events");
}

export function refuseMorePins(messages: Iterable<Message>, channelId: string): void {
  let pins = 0;
  for (const message of messages) if (message.channel_id === channelId && message.pinned_at) pins += 1;
  if (pins >= LIMITS.pins) throw full("pins");
}
