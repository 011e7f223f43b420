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
  const wanted = groupIds.flatMap((id) => [keys.textChannel(id), keys.voiceChannel(id)]);
  const refs = await em.find(ExternalRef, { system: "discord", key: { $in: wanted }, missingSince: null });
  const [lease] = await em.find(BotLease, {}, { orderBy: { updatedAt: "desc" }, limit: 1 });
  const guildId = lease?.health?.guild?.id;
  const link = (key: string): string | null => {
    const id = refs.find((ref) => ref.key === key)?.externalId;
    return id && guildId ? `https://discord.com/channels/${guildId}/${id}` : null;
  };
  return new Map(groupIds.map((id) => [id, { text: link(keys.textChannel(id)), voice: link(keys.voiceChannel(id)) }]));
}
