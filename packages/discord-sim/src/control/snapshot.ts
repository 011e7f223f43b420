import { ChannelType } from "discord-api-types/v10";
import { type Bench, ranksOf } from "../call.ts";
import type { Channel, Message, ScheduledEvent } from "../guild.ts";
import { isEphemeral } from "../message-content.ts";
import type { Parts } from "../parts.ts";
import { basePermissions, everyoneCanView, namesOf, permissionsIn } from "../permissions.ts";
import { guildOf } from "../replies.ts";
import { byAge, instantOf } from "../snowflake.ts";
import type { Collections } from "../world.ts";

const TYPES: Record<Channel["type"], "text" | "voice" | "category"> = {
  [ChannelType.GuildText]: "text",
  [ChannelType.GuildVoice]: "voice",
  [ChannelType.GuildCategory]: "category",
};
const STATUS = { 1: "scheduled", 2: "active", 3: "completed", 4: "cancelled" } as const;
const ENTITY = { 1: "stage", 2: "voice", 3: "external" } as const;

const madeAt = (id: string): string => new Date(instantOf(id)).toISOString();
const ordered = <T extends { id: string }>(values: Iterable<T>): T[] => [...values].sort(byAge);
const nameOf = (state: Collections, id: string): string => {
  const user = state.users.get(id);
  return state.members.get(id)?.nick ?? user?.global_name ?? user?.username ?? id;
};

/** The whole guild in readable words: what tests judge by and people look at. Permission bits are names, instants ISO text. */
export function snapshot({ bench, ledger, gateway, weather }: Parts) {
  const { world, interactions, botId } = bench;
  const { state, effects } = world;
  const guild = guildOf(state);
  return {
    now: new Date(world.clock()).toISOString(),
    guild: { id: guild.id, name: guild.name, ownerId: guild.owner_id },
    bot: {
      userId: botId,
      present: guild.bot_present,
      connected: gateway.connected(),
      identifies: gateway.identifies(),
      resumes: gateway.resumes(),
      chunksAsked: gateway.chunksAsked(),
      permissions: namesOf(basePermissions(ranksOf(state), botId)),
    },
    channels: ordered(state.channels.values()).map((channel) => channelShot(state, channel)),
    events: ordered(state.events.values()).map(eventShot),
    messages: ordered(state.messages.values()).map(messageShot),
    ...peopleShot(bench),
    directChannels: [...state.directChannels.values()].map(({ id, recipient_id }) => ({
      id,
      recipientId: recipient_id,
    })),
    invites: [...state.invites.values()],
    commands: [...state.commands.values()].map(({ id, guild_id, body }) => ({ ...body, id, guildId: guild_id })),
    interactions: interactions.all(),
    auditLog: ordered(state.audit.values()).map((entry) => ({ ...entry, at: madeAt(entry.id) })),
    effects,
    calls: ledger.calls(),
    contract: ledger.contract(),
    weather: weather.list(),
  };
}
export type Snapshot = ReturnType<typeof snapshot>;

function channelShot(state: Collections, channel: Channel) {
  const ranks = ranksOf(state);
  const { bot_id } = guildOf(state);
  return {
    id: channel.id,
    type: TYPES[channel.type],
    name: channel.name,
    topic: channel.topic,
    parentId: channel.parent_id,
    position: channel.position,
    createdAt: madeAt(channel.id),
    overwrites: channel.permission_overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type: type === 1 ? ("member" as const) : ("role" as const),
      name: type === 1 ? nameOf(state, id) : (state.roles.get(id)?.name ?? id),
      allow: namesOf(BigInt(allow)),
      deny: namesOf(BigInt(deny)),
    })),
    everyoneCanView: everyoneCanView(ranks, channel),
    botCanView: permissionsIn(ranks, channel, bot_id) !== 0n,
    viewers: [...state.members.keys()].filter((id) => id !== bot_id && permissionsIn(ranks, channel, id) !== 0n),
  };
}

const eventShot = (event: ScheduledEvent) => ({
  id: event.id,
  name: event.name,
  description: event.description,
  channelId: event.channel_id,
  creatorId: event.creator_id,
  status: STATUS[event.status],
  entityType: ENTITY[event.entity_type],
  location: event.entity_metadata?.location ?? null,
  start: event.scheduled_start_time,
  end: event.scheduled_end_time,
  interested: event.interested,
  createdAt: madeAt(event.id),
});

const messageShot = (message: Message) => ({
  id: message.id,
  channelId: message.channel_id,
  authorId: message.author_id,
  type: message.type,
  content: message.content,
  embeds: message.embeds,
  components: message.components,
  nonce: message.nonce,
  pinned: message.pinned_at !== null,
  ephemeral: isEphemeral(message),
  interaction: message.interaction,
  pinged: { users: message.mentions, roles: message.mention_roles, everyone: message.mention_everyone },
  createdAt: madeAt(message.id),
  editedAt: message.edited_at,
});

function peopleShot({ world: { state }, closedToDirect }: Bench) {
  const guild = guildOf(state);
  return {
    members: [...state.members.values()].map(({ id, roles, joined_at, nick }) => ({
      id,
      name: nameOf(state, id),
      username: state.users.get(id)?.username ?? id,
      nick,
      roles,
      joinedAt: joined_at,
      bot: id === guild.bot_id,
      owner: id === guild.owner_id,
    })),
    users: [...state.users.values()].map(({ id, username, global_name, bot }) => ({
      id,
      username,
      globalName: global_name,
      bot,
      inGuild: state.members.has(id),
      directMessages: closedToDirect.has(id) ? ("closed" as const) : ("open" as const),
    })),
    roles: [...state.roles.values()].map(({ id, name, permissions, managed }) => ({
      id,
      name,
      managed,
      permissions: namesOf(BigInt(permissions)),
    })),
  };
}
