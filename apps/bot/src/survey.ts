import {
  GuildScheduledEventStatus,
  Routes,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIGuildScheduledEvent,
  type APIOverwrite,
} from "discord-api-types/v10";
import type { GuildFacts } from "@muster/domain/report";
import { missingFrom, permissionsOf } from "./permissions.ts";
import type { Discord } from "./rest.ts";

/** The parts of a channel we look at, whatever its type. */
export interface SeenChannel {
  id: string;
  type: APIChannel["type"];
  name: string;
  parentId: string | null;
  topic: string | null;
  overwrites: APIOverwrite[];
  lastMessageId: string | null;
}

export interface SeenMember {
  id: string;
  name: string;
}

/** A guild as REST tells it now: what one round looks at, never older than the round. */
export interface Survey {
  guildId: string;
  botId: string;
  channels: SeenChannel[];
  /** Those that are not over. */
  events: APIGuildScheduledEvent[];
  members: ReadonlyMap<string, SeenMember>;
  roles: ReadonlyMap<string, { name: string; isOurs: boolean }>;
  botPermissions: bigint;
  facts: GuildFacts;
}

const PAGE = 1_000;

export async function survey(
  discord: Discord,
  { guildId, botId }: { guildId: string; botId: string },
): Promise<Survey> {
  const [guild, channels, events, members] = await Promise.all([
    discord.ask<APIGuild>(Routes.guild(guildId)),
    discord.ask<APIChannel[]>(Routes.guildChannels(guildId)),
    discord.ask<APIGuildScheduledEvent[]>(Routes.guildScheduledEvents(guildId)),
    everyMember(discord, guildId),
  ]);
  const bot = members.find(({ user }) => user.id === botId);
  const botPermissions = permissionsOf(bot ?? { roles: [], user: { id: botId } }, guild);
  return {
    guildId,
    botId,
    channels: channels.map(seenChannel),
    events: events.filter(isOpen),
    members: new Map(members.map((member) => [member.user.id, { id: member.user.id, name: nameOf(member) }])),
    roles: new Map(guild.roles.map(({ id, name, tags }) => [id, { name, isOurs: tags?.bot_id === botId }])),
    botPermissions,
    facts: {
      guildId,
      guildName: guild.name,
      channels: channels.length,
      events: events.length,
      members: members.length,
      missingPermissions: missingFrom(botPermissions),
    },
  };
}

/** By pages of REST: the gateway's own list may be partial (GW-6). */
export async function everyMember(discord: Discord, guildId: string): Promise<APIGuildMember[]> {
  const members: APIGuildMember[] = [];
  for (;;) {
    const after = members.at(-1)?.user.id ?? "0";
    const page = await discord.ask<APIGuildMember[]>(Routes.guildMembers(guildId), { limit: String(PAGE), after });
    members.push(...page.toSorted((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1)));
    if (page.length < PAGE) return members;
  }
}

/** Somebody with rights in the guild may begin an event before its time, and end it. */
export const isUnderWay = ({ status }: Pick<APIGuildScheduledEvent, "status">): boolean =>
  status === GuildScheduledEventStatus.Active;
export const isOpen = (event: Pick<APIGuildScheduledEvent, "status">): boolean =>
  event.status === GuildScheduledEventStatus.Scheduled || isUnderWay(event);

const nameOf = ({ nick, user }: APIGuildMember): string => nick ?? user.global_name ?? user.username;

export function seenChannel(channel: APIChannel): SeenChannel {
  const { id, type } = channel;
  return {
    id,
    type,
    name: channel.name ?? "",
    parentId: ("parent_id" in channel && channel.parent_id) || null,
    topic: ("topic" in channel && channel.topic) || null,
    overwrites: ("permission_overwrites" in channel && channel.permission_overwrites) || [],
    lastMessageId: ("last_message_id" in channel && channel.last_message_id) || null,
  };
}
