import { AuditLogEvent } from "discord-api-types/v10";
import type { Actor } from "./change-channel.ts";
import type { Message } from "./guild.ts";
import { INTENTS } from "./intents.ts";
import { isEphemeral } from "./message-content.ts";
import { guildOf, messageReply } from "./replies.ts";
import type { Dispatch, World } from "./world.ts";

/** The dispatches of a message: an ephemeral one is told to no gateway, a direct one without a guild. */
function heard(world: World, type: string, message: Message): Dispatch[] {
  if (isEphemeral(message)) return [];
  const direct = world.state.directChannels.has(message.channel_id);
  const guild_id = direct ? {} : { guild_id: guildOf(world.state).id };
  const data =
    type === "MESSAGE_DELETE" ? { id: message.id, channel_id: message.channel_id } : messageReply(world.state, message);
  return [{ type, data: { ...data, ...guild_id }, intents: direct ? INTENTS.directMessages : INTENTS.messages }];
}

const summary = ({ channel_id, content, embeds, nonce, type, interaction }: Message): Record<string, unknown> => ({
  channel_id,
  content,
  embeds: embeds.length,
  nonce,
  type,
  command: interaction?.name ?? null,
});

export function addMessage(world: World, message: Message): Message {
  world.commit({
    by: message.author_id,
    did: "message.create",
    id: message.id,
    name: message.content.slice(0, 80),
    detail: summary(message),
    changes: [["messages", message.id, message]],
    tell: heard(world, "MESSAGE_CREATE", message),
  });
  return message;
}

export function editMessage(world: World, { by, reason }: Actor, message: Message): Message {
  world.commit({
    by,
    reason,
    did: "message.edit",
    id: message.id,
    name: message.content.slice(0, 80),
    detail: summary(message),
    changes: [["messages", message.id, message]],
    tell: heard(world, "MESSAGE_UPDATE", message),
  });
  return message;
}

export function removeMessage(world: World, { by, reason }: Actor, message: Message): void {
  world.commit({
    by,
    reason,
    did: "message.delete",
    id: message.id,
    name: message.content.slice(0, 80),
    detail: summary(message),
    changes: [["messages", message.id, null]],
    tell: heard(world, "MESSAGE_DELETE", message),
    ...(by !== message.author_id && {
      audit: { action_type: AuditLogEvent.MessageDelete, target_id: message.author_id },
    }),
  });
}
