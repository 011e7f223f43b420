import { OverwriteType, PermissionFlagsBits as may, Routes, type APIOverwrite } from "discord-api-types/v10";
import { changed } from "@muster/reconcile/differs";
import type { Difference, ExternalId, Key } from "@muster/reconcile/kind";
import type { Place } from "./place.ts";

/** What the bot lets itself do in its own rooms. MANAGE_ROLES is missing: only administrators may hand that on. */
export const BOT_MAY =
  may.ViewChannel |
  may.ManageChannels |
  may.SendMessages |
  may.ReadMessageHistory |
  may.EmbedLinks |
  may.Connect |
  may.Speak |
  may.CreateEvents |
  may.ManageEvents |
  may.PinMessages;

export const IN_TEXT = may.ViewChannel | may.SendMessages | may.ReadMessageHistory;
export const IN_VOICE = may.ViewChannel | may.Connect | may.Speak;
export const READ_ONLY = may.ViewChannel | may.ReadMessageHistory;

/** A member let in by the very call that makes a channel: their access key is settled with it. */
export interface Carried {
  key: Key;
  discordId: string;
  allow: bigint;
}

/** Whether strangers are kept out and the bot kept in. */
export interface PrivacyState {
  everyoneCanSee: boolean;
  botCanWork: boolean;
}

type Overwrite = Pick<APIOverwrite, "id" | "type" | "allow" | "deny">;

/** Discord takes at most so many in one body. */
export const MOST_OVERWRITES = 100;

/** The bot first, so that it never locks itself out; everyone denied, so that no moment is public (RE-4, RE-14). */
export function bornWith({ botId, guildId, botPermissions }: Place, carries: readonly Carried[] = []): Overwrite[] {
  const allowed = BOT_MAY & (botPermissions | may.ViewChannel);
  return [
    { id: botId, type: OverwriteType.Member, allow: String(allowed), deny: "0" },
    { id: guildId, type: OverwriteType.Role, allow: "0", deny: String(may.ViewChannel) },
    ...carries.map(({ discordId, allow }) => ({
      id: discordId,
      type: OverwriteType.Member,
      allow: String(allow),
      deny: "0",
    })),
  ];
}

/** How private a channel is, from its overwrites as REST tells them. */
export function privacyOf(
  overwrites: readonly Overwrite[],
  place: Pick<Place, "botId" | "guildId" | "botPermissions">,
): PrivacyState {
  const of = (id: string) => overwrites.find((overwrite) => overwrite.id === id);
  const everyone = of(place.guildId);
  const bot = of(place.botId);
  const needs = BOT_MAY & (place.botPermissions | may.ViewChannel);
  return {
    everyoneCanSee: everyone === undefined || (BigInt(everyone.deny) & may.ViewChannel) === 0n,
    botCanWork: bot !== undefined && (BigInt(bot.allow) & needs) === needs,
  };
}

export function* privacyDiffers({ everyoneCanSee, botCanWork }: PrivacyState): Iterable<Difference> {
  yield* changed("the bot's own access", botCanWork, true);
  yield* changed("visible to everyone", everyoneCanSee, false);
}

/** Puts right what differs, the bot's own access first. */
export async function restorePrivacy(place: Place, id: ExternalId, differences: readonly Difference[]): Promise<void> {
  const [bot, everyone] = bornWith(place) as [Overwrite, Overwrite];
  const fields = new Set(differences.map(({ field }) => field));
  if (fields.has("the bot's own access")) await putOverwrite(place, id, bot);
  if (fields.has("visible to everyone")) await putOverwrite(place, id, everyone);
}

export async function putOverwrite(
  { discord, installation }: Place,
  channel: string,
  overwrite: Overwrite,
): Promise<void> {
  const { id, type, allow, deny } = overwrite;
  await discord.change("PUT", Routes.channelPermission(channel, id), {
    body: { type, allow, deny },
    reason: `Muster keeps access in step (${installation})`,
  });
}
