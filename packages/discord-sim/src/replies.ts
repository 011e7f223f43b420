import {
  ChannelType,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIGuildScheduledEvent,
  type APIInvite,
  type APIMessage,
  type APIRole,
  type APIUser,
  type GuildMemberFlags,
  type RoleFlags,
  type UserFlags,
} from "discord-api-types/v10";
import type { Channel, GuildFacts, Invite, Member, Message, Role, ScheduledEvent, User } from "./guild.ts";
import { instantOf } from "./snowflake.ts";
import type { Collections } from "./world.ts";

/** How a thing of the guild reads in Discord's own form. */
export function guildOf(state: Collections): GuildFacts {
  const facts = state.facts.get("guild");
  if (!facts) throw new Error("The guild has not been founded yet.");
  return facts;
}

export const userReply = (user: User): APIUser => ({
  id: user.id,
  username: user.username,
  discriminator: "0",
  global_name: user.global_name,
  avatar: null,
  banner: null,
  accent_color: null,
  public_flags: 0 as UserFlags,
  flags: 0 as UserFlags,
  avatar_decoration_data: null,
  collectibles: null,
  primary_guild: null,
  ...(user.bot && { bot: true }),
});

const stranger = (id: string): User => ({ id, username: "deleted_user", global_name: null, bot: false });
export const userReplyOf = (state: Collections, id: string): APIUser => userReply(state.users.get(id) ?? stranger(id));

export const memberReply = (state: Collections, member: Member): APIGuildMember => ({
  user: userReplyOf(state, member.id),
  nick: member.nick,
  avatar: null,
  banner: null,
  roles: member.roles,
  joined_at: member.joined_at,
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0 as GuildMemberFlags,
});

export const roleReply = (role: Role): APIRole => ({
  id: role.id,
  name: role.name,
  permissions: role.permissions,
  position: role.position,
  managed: role.managed,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  mentionable: false,
  flags: 0 as RoleFlags,
  ...(role.botId && { tags: { bot_id: role.botId } }),
});

export function channelReply(state: Collections, channel: Channel): APIChannel {
  const { id, type, name, position, parent_id, permission_overwrites, nsfw } = channel;
  const shared = {
    id,
    type,
    name,
    position,
    parent_id,
    permission_overwrites,
    nsfw,
    guild_id: guildOf(state).id,
    flags: 0,
  };
  if (channel.type === ChannelType.GuildCategory) return { ...shared, type: channel.type, parent_id: null };
  const { rate_limit_per_user } = channel;
  const last_message_id = lastMessageIn(state, id);
  if (channel.type === ChannelType.GuildVoice) {
    const { bitrate, user_limit, rtc_region } = channel;
    return { ...shared, type: channel.type, rate_limit_per_user, last_message_id, bitrate, user_limit, rtc_region };
  }
  return { ...shared, type: channel.type, topic: channel.topic, rate_limit_per_user, last_message_id };
}

function lastMessageIn(state: Collections, channelId: string): string | null {
  let last: string | null = null;
  for (const message of state.messages.values()) if (message.channel_id === channelId) last = message.id;
  return last;
}

/** An embed comes back with what Discord adds to it: its type, and `inline` for every field. */
const embedReply = (embed: { fields?: object[] }): object => ({
  type: "rich",
  ...embed,
  ...(embed.fields && { fields: embed.fields.map((field) => ({ inline: false, ...field })) }),
});

export const messageReply = (state: Collections, message: Message): APIMessage =>
  ({
    id: message.id,
    channel_id: message.channel_id,
    author: userReplyOf(state, message.author_id),
    type: message.type,
    content: message.content,
    timestamp: new Date(instantOf(message.id)).toISOString(),
    edited_timestamp: message.edited_at,
    tts: false,
    mention_everyone: message.mention_everyone,
    mentions: message.mentions.map((id) => userReplyOf(state, id)),
    mention_roles: message.mention_roles,
    attachments: [],
    embeds: message.embeds.map(embedReply),
    components: message.components,
    pinned: message.pinned_at !== null,
    flags: message.flags,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.interaction && {
      interaction_metadata: {
        id: message.interaction.id,
        type: 2,
        user: userReplyOf(state, message.interaction.user_id),
        authorizing_integration_owners: {},
      },
    }),
  }) as unknown as APIMessage;

export const eventReply = (state: Collections, event: ScheduledEvent): APIGuildScheduledEvent =>
  ({
    id: event.id,
    guild_id: guildOf(state).id,
    channel_id: event.channel_id,
    creator_id: event.creator_id,
    creator: userReplyOf(state, event.creator_id),
    name: event.name,
    description: event.description,
    image: null,
    scheduled_start_time: event.scheduled_start_time,
    scheduled_end_time: event.scheduled_end_time,
    privacy_level: 2,
    status: event.status,
    entity_type: event.entity_type,
    entity_id: null,
    entity_metadata: event.entity_metadata,
    recurrence_rule: event.recurrence_rule,
    guild_scheduled_event_exceptions: [],
  }) as unknown as APIGuildScheduledEvent;

export const inviteReply = (state: Collections, invite: Invite): APIInvite =>
  ({
    type: 0,
    code: invite.id,
    guild_id: guildOf(state).id,
    guild: {
      id: guildOf(state).id,
      name: guildOf(state).name,
      splash: null,
      banner: null,
      description: null,
      icon: null,
      features: [],
      verification_level: 0,
      vanity_url_code: null,
      nsfw_level: 0,
      nsfw: false,
      premium_subscription_count: 0,
    },
    channel: { id: invite.channel_id, name: state.channels.get(invite.channel_id)?.name ?? null, type: 0 },
    inviter: userReplyOf(state, invite.inviter_id),
    expires_at: null,
    uses: invite.uses,
    max_uses: invite.max_uses,
    max_age: invite.max_age,
    temporary: invite.temporary,
    flags: 0,
  }) as unknown as APIInvite;

export function guildReply(state: Collections, counts = false): APIGuild {
  const { id, name, owner_id } = guildOf(state);
  const general = [...state.channels.values()].find((c) => c.type === ChannelType.GuildText);
  return {
    id,
    name,
    owner_id,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    nsfw_level: 0,
    nsfw: false,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    features: [],
    roles: [...state.roles.values()].map(roleReply),
    emojis: [],
    stickers: [],
    application_id: null,
    system_channel_id: general?.id ?? null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    public_updates_channel_id: null,
    preferred_locale: "en-US",
    premium_progress_bar_enabled: false,
    premium_subscription_count: 0,
    widget_enabled: false,
    widget_channel_id: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
    max_members: 500_000,
    max_presences: null,
    hub_type: null,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    home_header: null,
    ...(counts && { approximate_member_count: state.members.size, approximate_presence_count: 0 }),
  } as unknown as APIGuild;
}
