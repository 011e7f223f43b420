import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { channelCreate, channelEdit, channelMoves } from "../bodies.ts";
import {
  type Bench,
  type Call,
  created,
  enter,
  needInChannel,
  needInGuild,
  nothing,
  ok,
  type Reply,
  type Route,
  seeChannel,
} from "../call.ts";
import { addChannel, editChannel, nextPosition, removeChannel } from "../change-channel.ts";
import { textChannelName } from "../channel-name.ts";
import { fill } from "../form.ts";
import { type Channel, refuseFullGuild, refuseParent, refuseTooManyOverwrites } from "../guild.ts";
import { judgeOverwrites } from "../overwrite-rules.ts";
import { invalid, missingAccess, Refused, unknown } from "../refusal.ts";
import { channelReply, userReplyOf } from "../replies.ts";

export const channelRoutes: Route[] = [
  { method: "GET", path: "/guilds/:guild/channels", operation: "channel.list", handle: list },
  { method: "POST", path: "/guilds/:guild/channels", operation: "channel.create", handle: create },
  { method: "PATCH", path: "/guilds/:guild/channels", operation: "channel.move", handle: move },
  { method: "GET", path: "/channels/:channel", operation: "channel.get", handle: get },
  { method: "PATCH", path: "/channels/:channel", operation: "channel.edit", handle: edit },
  { method: "DELETE", path: "/channels/:channel", operation: "channel.delete", handle: remove },
];

/** Every channel, also those the bot may not enter: so it is with Discord. */
function list(bench: Bench, call: Call): Reply {
  enter(bench, call);
  return ok([...bench.state.channels.values()].map((channel) => channelReply(bench.state, channel)));
}

function create(bench: Bench, call: Call): Reply {
  enter(bench, call);
  const body = fill(channelCreate, call.body);
  needInGuild(bench, P.ManageChannels);
  const { channels } = bench.state;
  refuseFullGuild(channels);
  const type = (body.type ?? ChannelType.GuildText) as Channel["type"];
  const parent_id = body.parent_id ? String(body.parent_id) : null;
  if (parent_id && type === ChannelType.GuildCategory)
    throw invalid(["parent_id"], "CHANNEL_PARENT_INVALID_TYPE", "Categories cannot have subcategories");
  if (parent_id) refuseParent(channels, parent_id);
  const inherited = parent_id ? (channels.get(parent_id)?.permission_overwrites ?? []) : [];
  if (body.permission_overwrites) needInGuild(bench, P.ManageRoles);
  const overwrites = body.permission_overwrites ? judgeOverwrites(bench, body.permission_overwrites, []) : inherited;
  const channel: Channel = {
    id: bench.world.nextId(),
    type,
    name: nameFor(type, body.name),
    parent_id,
    permission_overwrites: overwrites,
    position: body.position ?? nextPosition(channels.values(), type),
    topic: body.topic ?? null,
    nsfw: body.nsfw ?? false,
    rate_limit_per_user: body.rate_limit_per_user ?? 0,
    bitrate: body.bitrate ?? 64_000,
    user_limit: body.user_limit ?? 0,
    rtc_region: body.rtc_region ?? null,
  };
  addChannel(bench.world, { by: bench.botId, reason: call.reason }, channel);
  return created(channelReply(bench.world.state, channel));
}

/** What Discord keeps of a name: text channels lose capitals and brackets, the others only the space around. */
function nameFor(type: ChannelType, name: string): string {
  const kept = type === ChannelType.GuildText ? textChannelName(name) : name.trim();
  if (kept === "") throw invalid(["name"], "BASE_TYPE_REQUIRED", "This field is required");
  return kept;
}

function get(bench: Bench, call: Call): Reply {
  const id = call.params["channel"] ?? "";
  const direct = bench.state.directChannels.get(id);
  if (direct)
    return ok({
      id,
      type: ChannelType.DM,
      flags: 0,
      last_message_id: null,
      recipients: [userReplyOf(bench.state, direct.recipient_id)],
    });
  return ok(channelReply(bench.state, seeChannel(bench, id)));
}

/** The channel, if the bot may change it: it must see it, and be able to connect where there is a voice to connect to. */
function reach(bench: Bench, id: string): Channel {
  const channel = seeChannel(bench, id);
  if (channel.type === ChannelType.GuildVoice) {
    try {
      needInChannel(bench, channel, P.Connect);
    } catch {
      throw missingAccess();
    }
  }
  needInChannel(bench, channel, P.ManageChannels);
  return channel;
}

function edit(bench: Bench, call: Call): Reply {
  const { channels } = bench.state;
  const body = fill(channelEdit, call.body);
  const before = reach(bench, call.params["channel"] ?? "");
  if (body.type !== undefined && (body.type as number) !== before.type)
    throw new Refused(400, 50024, "Cannot execute action on this channel type");
  const after: Channel = { ...before };
  if (body.name !== undefined) after.name = nameFor(before.type, body.name ?? "");
  if (body.topic !== undefined && before.type === ChannelType.GuildText) after.topic = body.topic || null;
  if (body.parent_id !== undefined) after.parent_id = body.parent_id ? String(body.parent_id) : null;
  if (after.parent_id && after.parent_id !== before.parent_id) refuseParent(channels, after.parent_id);
  if (typeof body.position === "number") after.position = body.position;
  if (typeof body.nsfw === "boolean") after.nsfw = body.nsfw;
  if (typeof body.rate_limit_per_user === "number") after.rate_limit_per_user = body.rate_limit_per_user;
  if (typeof body.bitrate === "number") after.bitrate = body.bitrate;
  if (typeof body.user_limit === "number") after.user_limit = body.user_limit;
  if (body.permission_overwrites) {
    needInChannel(bench, before, P.ManageRoles);
    after.permission_overwrites = judgeOverwrites(bench, body.permission_overwrites, before.permission_overwrites);
    refuseTooManyOverwrites(after.permission_overwrites);
  }
  if (after.name !== before.name || after.topic !== before.topic) bench.buckets.countRename(before.id);
  editChannel(bench.world, { by: bench.botId, reason: call.reason }, { before, after });
  return ok(channelReply(bench.world.state, after));
}

function remove(bench: Bench, call: Call): Reply {
  const channel = reach(bench, call.params["channel"] ?? "");
  removeChannel(bench.world, { by: bench.botId, reason: call.reason }, channel);
  return ok(channelReply(bench.world.state, channel));
}

/** Positions and parents of many channels; only one of them may change its category at a time. */
function move(bench: Bench, call: Call): Reply {
  enter(bench, call);
  const moves = fill(channelMoves, call.body);
  needInGuild(bench, P.ManageChannels);
  const { channels } = bench.state;
  const steps = moves.map((wanted, index) => {
    const before = channels.get(String(wanted.id));
    if (!before) throw unknown("channel");
    const parent_id =
      wanted.parent_id === undefined ? before.parent_id : wanted.parent_id ? String(wanted.parent_id) : null;
    if (parent_id && parent_id !== before.parent_id) refuseParent(channels, parent_id);
    if (parent_id && before.type === ChannelType.GuildCategory)
      throw invalid(
        [String(index), "parent_id"],
        "CHANNEL_PARENT_INVALID_TYPE",
        "Categories cannot have subcategories",
      );
    const parent = parent_id && wanted.lock_permissions ? channels.get(parent_id) : undefined;
    const permission_overwrites = parent ? parent.permission_overwrites : before.permission_overwrites;
    return {
      before,
      after: { ...before, parent_id, permission_overwrites, position: wanted.position ?? before.position },
    };
  });
  if (steps.filter(({ before, after }) => before.parent_id !== after.parent_id).length > 1)
    throw new Refused(400, 40009, "Only one channel may change its category at a time");
  for (const step of steps) editChannel(bench.world, { by: bench.botId, reason: call.reason }, step);
  return nothing;
}
