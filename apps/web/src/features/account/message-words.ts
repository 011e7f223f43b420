import type { Topic } from "@muster/domain/message-kind";
import type { Outputs } from "../../app/trpc.ts";

export type MyMessages = Outputs["notifications"]["mine"];
export type MessageChannel = keyof MyMessages["topics"][Topic];

export const TOPIC_WORDS: Record<Topic, { title: string; example: string }> = {
  my_group: { title: "Your group", example: "You have a group, or have joined one" },
  changes: { title: "Changes", example: "A meeting moves, or something about your group is different" },
  seats: {
    title: "A seat for you",
    example: "A seat you are in line for has become free, somebody would trade places, or you are asked about an hour",
  },
};

export const CHANNEL_WORDS: Record<MessageChannel, string> = { email: "E-mail", discord_dm: "Discord direct message" };

/** Why a way of telling cannot be chosen; null when it can. */
export function missingFor(channel: MessageChannel, { email, hasDiscord }: MyMessages): string | null {
  if (channel === "email") return email === null ? "Muster has no mail address of yours." : null;
  return hasDiscord ? null : "Connect your Discord account first.";
}

/** What became of the last direct message, where it did not arrive, and what to do about it (EM-5). */
export function undeliveredWords({ undelivered, topics }: MyMessages): string | null {
  const isAsked = Object.values(topics).some(({ discord_dm }) => discord_dm);
  if (!undelivered || !isAsked) return null;
  return undelivered.code === "stopped"
    ? "Discord lets Muster write to nobody for now. You are told by mail and in your group's channel meanwhile."
    : "Discord did not deliver our last message to you. In Discord, open the menu of the server, choose Privacy Settings and switch on Direct Messages. Until then you are told by mail and in your group's channel.";
}
