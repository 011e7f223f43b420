import type { Hand } from "./plan.ts";
import {
  channelsChanged,
  inOrderOfAge,
  removeChannel,
  type Channel,
  type Event,
  type Guild,
  type Message,
} from "./world/guild.ts";

const TEXT = 1 << 10;
const UNDER_WAY = 2;

/** What somebody with rights does on Discord itself; null when there was nothing to do it to. */
export function touch(
  guild: Guild,
  hand: Hand,
  { groupId, userId }: { groupId: number; userId: string },
): string | null {
  const of = (key: string) => inOrderOfAge(guild.channels.values()).find((channel) => channel.key === key);
  const text = of(`group:${groupId}/text-channel`);
  const voice = of(`group:${groupId}/voice-channel`);
  const change = (channel: Channel | undefined, deed: (channel: Channel) => void): string | null => {
    if (!channel) return null;
    deed(channel);
    channelsChanged(guild, channel);
    guild.tell({ by: "hand", did: hand, id: channel.id, key: channel.key, detail: { userId } });
    return channel.key;
  };
  const put = (channel: Channel, id: string, [allow, deny]: [number, number]) =>
    channel.overwrites.set(id, { id, type: id === guild.id ? 0 : 1, allow: String(allow), deny: String(deny) });

  switch (hand) {
    case "delete-text":
      return change(text, (channel) => removeChannel(guild, channel));
    case "delete-voice":
      return change(voice, (channel) => removeChannel(guild, channel));
    case "delete-category":
      return change(text?.parentId ? guild.channels.get(text.parentId) : undefined, (channel) =>
        removeChannel(guild, channel),
      );
    case "rename-text":
      return change(text, (channel) => (channel.name = "our-den"));
    case "move-text":
      return change(text, (channel) => (channel.parentId = null));
    case "strip-topic":
      return change(text, (channel) => (channel.topic = "Say hello"));
    case "open-text":
      return change(text, (channel) => put(channel, guild.id, [TEXT, 0]));
    case "let-in":
      return change(text, (channel) => put(channel, userId, [TEXT, 0]));
    case "shut-out":
      return change(text, (channel) => channel.overwrites.delete(userId));
    case "lock-bot-out":
      return change(voice, (channel) =>
        channel.overwrites.set(guild.botId, { id: guild.botId, type: 1, allow: String(TEXT | 16), deny: "0" }),
      );
    case "delete-event":
      return changeEvent(guild, { groupId, hand }, ({ id }) => guild.events.delete(id));
    case "start-event":
      return changeEvent(guild, { groupId, hand }, (event) => (event.status = UNDER_WAY));
    case "write-in-text":
      return change(text, (channel) => write(guild, channel, userId));
  }
}

function changeEvent(
  guild: Guild,
  { groupId, hand }: { groupId: number; hand: Hand },
  deed: (event: Event) => void,
): string | null {
  const event = [...guild.events.values()].find(({ key }) => key?.startsWith(`group:${groupId}/event-`));
  if (!event) return null;
  deed(event);
  guild.tell({ by: "hand", did: hand, id: event.id, key: event.key, detail: {} });
  return event.key;
}

function write(guild: Guild, channel: Channel, userId: string): void {
  const message: Message = {
    id: guild.newId(),
    channelId: channel.id,
    authorId: userId,
    content: "Hello",
    embeds: [],
    nonce: null,
  };
  guild.messages.get(channel.id)!.push(message);
  channel.lastMessageId = message.id;
}

/** Channels of others that look like ours: to be left alone, whatever happens (INV-7). */
export function addStrangers(guild: Guild): void {
  let strangers = 0;
  const stranger = (type: number, name: string): Channel => ({
    // Made long ago, by somebody else.
    id: String(BigInt(guild.id) - (3_600_000n << 22n) - BigInt(++strangers)),
    type,
    name,
    topic: null,
    parentId: null,
    overwrites: new Map(),
    lastMessageId: null,
    key: null,
    edits: [],
  });
  for (const channel of [
    stranger(0, "general"),
    stranger(0, "group-1"),
    stranger(2, "Group 1 Voice"),
    stranger(4, "AI Safety - October"),
  ]) {
    guild.channels.set(channel.id, channel);
    guild.messages.set(channel.id, []);
  }
  channelsChanged(guild);
}
