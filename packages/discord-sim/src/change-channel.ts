import { AuditLogEvent, ChannelType } from "discord-api-types/v10";
import type { Channel, Overwrite } from "./guild.ts";
import { INTENTS } from "./intents.ts";
import { channelReply, eventReply } from "./replies.ts";
import type { Change, Dispatch, World } from "./world.ts";

/** Who does it and why: the bot by REST, or a person by hand. */
export type Actor = { by: string; reason: string | null };

const heard = (type: string, data: object): Dispatch => ({ type, data, intents: INTENTS.guilds });

export function addChannel(world: World, { by, reason }: Actor, channel: Channel): Channel {
  const data = channelReply(world.state, channel);
  world.commit({
    by,
    reason,
    did: "channel.create",
    id: channel.id,
    name: channel.name,
    detail: { type: channel.type, parent_id: channel.parent_id },
    changes: [["channels", channel.id, channel]],
    tell: [heard("CHANNEL_CREATE", data)],
    audit: {
      action_type: AuditLogEvent.ChannelCreate,
      target_id: channel.id,
      changes: [{ key: "name", new_value: channel.name }],
    },
  });
  return channel;
}

/** Changes fields of a channel; nothing happens, and nothing is told, when they are what they were. */
export function editChannel(
  world: World,
  { by, reason }: Actor,
  { before, after }: { before: Channel; after: Channel },
): Channel {
  const keys = (Object.keys(after) as (keyof Channel)[]).filter(
    (k) => JSON.stringify(before[k]) !== JSON.stringify(after[k]),
  );
  if (keys.length === 0) return before;
  world.commit({
    by,
    reason,
    did: "channel.edit",
    id: after.id,
    name: after.name,
    detail: Object.fromEntries(keys.map((key) => [key, { from: before[key], to: after[key] }])),
    changes: [["channels", after.id, after]],
    tell: [heard("CHANNEL_UPDATE", channelReply(world.state, after))],
    audit: {
      action_type: AuditLogEvent.ChannelUpdate,
      target_id: after.id,
      changes: keys.map((key) => ({ key, old_value: before[key], new_value: after[key] })),
    },
  });
  return after;
}

/** Takes a channel away with its messages and its events; the channels of a deleted category stay, without a parent. */
export function removeChannel(world: World, { by, reason }: Actor, channel: Channel): void {
  const { state } = world;
  const orphans = [...state.channels.values()]
    .filter((c) => c.parent_id === channel.id)
    .map((c) => ({ ...c, parent_id: null }));
  const events = [...state.events.values()].filter((e) => e.channel_id === channel.id);
  const messages = [...state.messages.values()].filter((m) => m.channel_id === channel.id);
  const changes: Change[] = [
    ["channels", channel.id, null],
    ...orphans.map((c): Change => ["channels", c.id, c]),
    ...events.map((e): Change => ["events", e.id, null]),
    ...messages.map((m): Change => ["messages", m.id, null]),
  ];
  world.commit({
    by,
    reason,
    did: "channel.delete",
    id: channel.id,
    name: channel.name,
    changes,
    detail: { type: channel.type, orphans: orphans.map((c) => c.id), events: events.map((e) => e.id) },
    tell: [
      ...events.map((e): Dispatch => ({
        type: "GUILD_SCHEDULED_EVENT_DELETE",
        data: eventReply(state, e),
        intents: INTENTS.events,
      })),
      heard("CHANNEL_DELETE", channelReply(state, channel)),
      ...orphans.map((c) => heard("CHANNEL_UPDATE", channelReply(state, c))),
    ],
    audit: {
      action_type: AuditLogEvent.ChannelDelete,
      target_id: channel.id,
      changes: [{ key: "name", old_value: channel.name }],
    },
  });
}

/** Replaces one overwrite whole. */
export function putOverwrite(
  world: World,
  { by, reason }: Actor,
  { channel, overwrite }: { channel: Channel; overwrite: Overwrite },
): void {
  const old = channel.permission_overwrites.find((o) => o.id === overwrite.id);
  if (old && JSON.stringify(old) === JSON.stringify(overwrite)) return;
  const after = {
    ...channel,
    permission_overwrites: [...channel.permission_overwrites.filter((o) => o !== old), overwrite],
  };
  const action_type = old ? AuditLogEvent.ChannelOverwriteUpdate : AuditLogEvent.ChannelOverwriteCreate;
  world.commit({
    by,
    reason,
    did: "overwrite.put",
    id: channel.id,
    name: channel.name,
    detail: { overwrite, before: old ?? null },
    changes: [["channels", channel.id, after]],
    tell: [heard("CHANNEL_UPDATE", channelReply(world.state, after))],
    audit: { action_type, target_id: channel.id, options: { id: overwrite.id, type: String(overwrite.type) } },
  });
}

export function dropOverwrite(
  world: World,
  { by, reason }: Actor,
  { channel, overwrite }: { channel: Channel; overwrite: Overwrite },
): void {
  const after = {
    ...channel,
    permission_overwrites: channel.permission_overwrites.filter((o) => o.id !== overwrite.id),
  };
  world.commit({
    by,
    reason,
    did: "overwrite.delete",
    id: channel.id,
    name: channel.name,
    detail: { overwrite },
    changes: [["channels", channel.id, after]],
    tell: [heard("CHANNEL_UPDATE", channelReply(world.state, after))],
    audit: {
      action_type: AuditLogEvent.ChannelOverwriteDelete,
      target_id: channel.id,
      options: { id: overwrite.id, type: String(overwrite.type) },
    },
  });
}

/** The next free position: categories and the others are counted apart. */
export function nextPosition(channels: Iterable<Channel>, type: ChannelType): number {
  const category = type === ChannelType.GuildCategory;
  let next = 0;
  for (const channel of channels)
    if ((channel.type === ChannelType.GuildCategory) === category) next = Math.max(next, channel.position + 1);
  return next;
}
