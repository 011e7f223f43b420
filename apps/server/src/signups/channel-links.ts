import { BotLease } from "@muster/db/entities/bot-lease";
import { ExternalRef } from "@muster/db/entities/external-ref";
import type { EntityManager } from "@muster/db/orm";
import { keys } from "@muster/domain/brief";

export interface ChannelLinks {
  text: string | null;
  voice: string | null;
}

/** Where groups' channels are on Discord; null for one that is not there, or while no guild is known. */
export async function channelLinks(em: EntityManager, groupIds: readonly number[]): Promise<Map<number, ChannelLinks>> {
  const link = await discordLinks(
    em,
    groupIds.flatMap((id) => [keys.textChannel(id), keys.voiceChannel(id)]),
  );
  return new Map(groupIds.map((id) => [id, { text: link(keys.textChannel(id)), voice: link(keys.voiceChannel(id)) }]));
}

type DiscordLink = (key: string, sort?: "channels" | "events") => string | null;

/** The addresses of these things on Discord; null for one that is not there, or while no guild is known. */
export async function discordLinks(em: EntityManager, wanted: readonly string[]): Promise<DiscordLink> {
  const refs = await em.find(ExternalRef, { system: "discord", key: { $in: [...wanted] }, missingSince: null });
  const ids = new Map(refs.map(({ key, externalId }) => [key, externalId]));
  const [lease] = await em.find(BotLease, {}, { orderBy: { updatedAt: "desc" }, limit: 1 });
  const guildId = lease?.health?.guild?.id;
  return (key, sort = "channels") => {
    const id = ids.get(key);
    return id && guildId ? `https://discord.com/${sort}/${guildId}/${id}` : null;
  };
}
