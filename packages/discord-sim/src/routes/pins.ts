import { AuditLogEvent, PermissionFlagsBits as P } from "discord-api-types/v10";
import { type Bench, type Call, needInChannel, nothing, ok, type Reply, type Route, seeChannel } from "../call.ts";
import { addMessage } from "../change-message.ts";
import { type Message, refuseMorePins } from "../guild.ts";
import { INTENTS } from "../intents.ts";
import { composed } from "../message-content.ts";
import { unknown } from "../refusal.ts";
import { guildOf, messageReply } from "../replies.ts";

/** The new paths and the old ones, which do the same. */
export const pinRoutes: Route[] = [
  { method: "GET", path: "/channels/:channel/messages/pins", operation: "pin.list", handle: list },
  { method: "PUT", path: "/channels/:channel/messages/pins/:message", operation: "pin.put", handle: put },
  { method: "DELETE", path: "/channels/:channel/messages/pins/:message", operation: "pin.delete", handle: remove },
  { method: "GET", path: "/channels/:channel/pins", operation: "pin.list", handle: listOld },
  { method: "PUT", path: "/channels/:channel/pins/:message", operation: "pin.put", handle: put },
  { method: "DELETE", path: "/channels/:channel/pins/:message", operation: "pin.delete", handle: remove },
];

const pinnedIn = ({ state }: Bench, channelId: string): (Message & { pinned_at: string })[] =>
  [...state.messages.values()]
    .filter((m): m is Message & { pinned_at: string } => m.channel_id === channelId && m.pinned_at !== null)
    .sort((a, b) => b.pinned_at.localeCompare(a.pinned_at));

function list(bench: Bench, call: Call): Reply {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  needInChannel(bench, channel, P.ReadMessageHistory);
  const items = pinnedIn(bench, channel.id).map((m) => ({
    pinned_at: m.pinned_at,
    message: messageReply(bench.state, m),
  }));
  return ok({ items: items.slice(0, 50), has_more: items.length > 50 });
}

function listOld(bench: Bench, call: Call): Reply {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  return ok(
    pinnedIn(bench, channel.id)
      .slice(0, 50)
      .map((m) => messageReply(bench.state, m)),
  );
}

function pinnable(bench: Bench, call: Call): Message {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  needInChannel(bench, channel, P.PinMessages | P.ReadMessageHistory);
  const message = bench.state.messages.get(call.params["message"] ?? "");
  if (message?.channel_id !== channel.id) throw unknown("message");
  return message;
}

/** Pins a message, and says so in the channel as Discord does. Pinning what is pinned does nothing. */
function put(bench: Bench, call: Call): Reply {
  const message = pinnable(bench, call);
  if (message.pinned_at) return nothing;
  const { world, botId } = bench;
  refuseMorePins(bench.state.messages.values(), message.channel_id);
  commitPin(bench, call, { ...message, pinned_at: new Date(world.clock()).toISOString() });
  const nobody = { mentions: [], mention_roles: [], mention_everyone: false };
  const notice = composed({}, { id: world.nextId(), channel_id: message.channel_id, author_id: botId, ...nobody });
  addMessage(world, { ...notice, type: 6 });
  return nothing;
}

function remove(bench: Bench, call: Call): Reply {
  const message = pinnable(bench, call);
  if (message.pinned_at) commitPin(bench, call, { ...message, pinned_at: null });
  return nothing;
}

function commitPin({ world, botId }: Bench, { reason }: Call, message: Message): void {
  const { id, channel_id, pinned_at } = message;
  const data = { guild_id: guildOf(world.state).id, channel_id, last_pin_timestamp: pinned_at };
  world.commit({
    by: botId,
    reason,
    did: pinned_at ? "pin.put" : "pin.delete",
    id,
    detail: { channel_id },
    changes: [["messages", id, message]],
    tell: [{ type: "CHANNEL_PINS_UPDATE", data, intents: INTENTS.guilds }],
    audit: {
      action_type: pinned_at ? AuditLogEvent.MessagePin : AuditLogEvent.MessageUnpin,
      target_id: message.author_id,
      options: { channel_id, message_id: id },
    },
  });
}
