import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { type MessageBody, messageCreate, messageEdit } from "../bodies.ts";
import {
  type Bench,
  type Call,
  countOf,
  needInChannel,
  nothing,
  ok,
  ranksOf,
  type Reply,
  type Route,
  seeChannel,
} from "../call.ts";
import { addMessage, editMessage, removeMessage } from "../change-message.ts";
import { fill } from "../form.ts";
import type { Message } from "../guild.ts";
import { composed, isEphemeral, judgeContent, mentionsOf, numbered } from "../message-content.ts";
import { permissionsIn } from "../permissions.ts";
import { missingPermissions, Refused, unknown } from "../refusal.ts";
import { messageReply } from "../replies.ts";
import { byAge, instantOf } from "../snowflake.ts";
import { ChannelType } from "discord-api-types/v10";

export const messageRoutes: Route[] = [
  { method: "GET", path: "/channels/:channel/messages", operation: "message.list", handle: list },
  { method: "GET", path: "/channels/:channel/messages/:message", operation: "message.get", handle: get },
  { method: "POST", path: "/channels/:channel/messages", operation: "message.create", handle: create },
  { method: "PATCH", path: "/channels/:channel/messages/:message", operation: "message.edit", handle: edit },
  { method: "DELETE", path: "/channels/:channel/messages/:message", operation: "message.delete", handle: remove },
];

/** A message sent with `enforce_nonce` is the same message again for these few minutes. */
const NONCE_MS = 5 * 60_000;

/** Where one may write: a channel the bot sees (with these rights) or one of its direct conversations. */
function enterChannel(bench: Bench, id: string, bits: bigint): { direct: boolean } {
  if (bench.state.directChannels.has(id)) return { direct: true };
  const channel = seeChannel(bench, id);
  if (channel.type === ChannelType.GuildCategory)
    throw new Refused(400, 50024, "Cannot execute action on this channel type");
  needInChannel(bench, channel, bits);
  return { direct: false };
}

const messageOf = ({ state }: Bench, { params }: Call): Message => {
  const message = state.messages.get(params["message"] ?? "");
  if (!message || message.channel_id !== params["channel"] || isEphemeral(message)) throw unknown("message");
  return message;
};

function list(bench: Bench, call: Call): Reply {
  const channel = call.params["channel"] ?? "";
  enterChannel(bench, channel, P.ReadMessageHistory);
  const limit = countOf(call.query, "limit", { min: 1, max: 100, usual: 50 });
  const all = [...bench.state.messages.values()].filter((m) => m.channel_id === channel && !isEphemeral(m)).sort(byAge);
  const { before, after, around } = Object.fromEntries(call.query) as Record<string, string | undefined>;
  const fit = all.filter(
    ({ id }) => (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after)),
  );
  const middle = around
    ? Math.max(0, fit.findIndex(({ id }) => BigInt(id) >= BigInt(around)) - Math.floor(limit / 2))
    : 0;
  const page = around ? fit.slice(middle, middle + limit) : after ? fit.slice(0, limit) : fit.slice(-limit);
  return ok(page.toReversed().map((message) => messageReply(bench.state, message)));
}

function get(bench: Bench, call: Call): Reply {
  enterChannel(bench, call.params["channel"] ?? "", P.ReadMessageHistory);
  return ok(messageReply(bench.state, messageOf(bench, call)));
}

function create(bench: Bench, call: Call): Reply {
  const channelId = call.params["channel"] ?? "";
  const { direct } = enterChannel(bench, channelId, P.SendMessages);
  const body = fill(messageCreate, call.body);
  judgeContent(body);
  if (direct) refuseUnreachable(bench, channelId);
  const twin = twinOf(bench, channelId, body);
  if (twin) return ok(messageReply(bench.state, twin));
  const message = composed(withoutEmbeds(bench, channelId, body), {
    id: bench.world.nextId(),
    channel_id: channelId,
    author_id: bench.botId,
    ...mentionsOf(bench.state, body, mayPingAll(bench, channelId)),
  });
  addMessage(bench.world, message);
  return ok(messageReply(bench.world.state, message));
}

/** Without EMBED_LINKS an embed is dropped in silence; nothing else left to say is an empty message. */
function withoutEmbeds(bench: Bench, channelId: string, body: MessageBody): MessageBody {
  const channel = bench.state.channels.get(channelId);
  if (!channel || !body.embeds?.length) return body;
  if (permissionsIn(ranksOf(bench.state), channel, bench.botId) & P.EmbedLinks) return body;
  const bare = { ...body, embeds: [] };
  judgeContent(bare);
  return bare;
}

function mayPingAll({ state, botId }: Bench, channelId: string): boolean {
  const channel = state.channels.get(channelId);
  return channel !== undefined && (permissionsIn(ranksOf(state), channel, botId) & P.MentionEveryone) !== 0n;
}

function twinOf(
  { world, botId }: Bench,
  channelId: string,
  { nonce, enforce_nonce }: MessageBody,
): Message | undefined {
  if (!enforce_nonce || nonce === undefined || nonce === null) return undefined;
  const oldest = world.clock() - NONCE_MS;
  return [...world.state.messages.values()].find(
    (m) => m.channel_id === channelId && m.author_id === botId && m.nonce === String(nonce) && instantOf(m.id) > oldest,
  );
}

/** 50278 without a common server, 50007 when the person has closed their direct messages. */
function refuseUnreachable({ state, closedToDirect }: Bench, channelId: string): void {
  const recipient = state.directChannels.get(channelId)?.recipient_id ?? "";
  if (!state.members.has(recipient))
    throw new Refused(403, 50278, "Cannot send messages to this user due to having no mutual guilds");
  if (closedToDirect.has(recipient)) throw new Refused(403, 50007, "Cannot send messages to this user");
}

function edit(bench: Bench, call: Call): Reply {
  enterChannel(bench, call.params["channel"] ?? "", 0n);
  const before = messageOf(bench, call);
  const body = fill(messageEdit, call.body);
  if (before.author_id !== bench.botId) throw new Refused(403, 50005, "Cannot edit a message authored by another user");
  judgeContent(body, before);
  const after = edited(bench, body, before);
  editMessage(bench.world, { by: bench.botId, reason: call.reason }, after);
  return ok(messageReply(bench.world.state, after));
}

/** A message with the fields of a body that were given; an edit pings nobody anew. */
export function edited(bench: Bench, body: MessageBody, before: Message): Message {
  return {
    ...before,
    ...(body.content !== undefined && { content: body.content ?? "" }),
    ...(body.content !== undefined && mentionsOf(bench.state, body, false)),
    ...(body.embeds !== undefined && { embeds: body.embeds ?? [] }),
    ...(body.components !== undefined && { components: numbered((body.components as object[] | null) ?? []) }),
    edited_at: new Date(bench.world.clock()).toISOString(),
  };
}

function remove(bench: Bench, call: Call): Reply {
  const { direct } = enterChannel(bench, call.params["channel"] ?? "", 0n);
  const message = messageOf(bench, call);
  const channel = bench.state.channels.get(message.channel_id);
  if (message.author_id !== bench.botId && (direct || !channel)) throw missingPermissions();
  if (message.author_id !== bench.botId && channel) needInChannel(bench, channel, P.ManageMessages);
  removeMessage(bench.world, { by: bench.botId, reason: call.reason }, message);
  return nothing;
}
