import { AuditLogEvent, PermissionFlagsBits as P } from "discord-api-types/v10";
import { createHash } from "node:crypto";
import { inviteCreate } from "../bodies.ts";
import {
  type Bench,
  type Call,
  enter,
  needInChannel,
  needInGuild,
  ok,
  type Reply,
  type Route,
  seeChannel,
} from "../call.ts";
import { fill } from "../form.ts";
import { type Invite, LIMITS } from "../guild.ts";
import { full, unknown } from "../refusal.ts";
import { inviteReply } from "../replies.ts";

export const inviteRoutes: Route[] = [
  { method: "POST", path: "/channels/:channel/invites", operation: "invite.create", handle: create },
  { method: "GET", path: "/channels/:channel/invites", operation: "invite.list", handle: ofChannel },
  { method: "GET", path: "/guilds/:guild/invites", operation: "invite.list", handle: ofGuild },
  { method: "GET", path: "/invites/:code", operation: "invite.get", handle: get },
  { method: "DELETE", path: "/invites/:code", operation: "invite.delete", handle: remove },
];

/** A new invite, or the same one again where the body does not ask for a unique one. */
function create(bench: Bench, call: Call): Reply {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  const body = fill(inviteCreate, call.body);
  needInChannel(bench, channel, P.CreateInstantInvite);
  const { world, botId } = bench;
  const facts = {
    channel_id: channel.id,
    max_age: body.max_age ?? 86_400,
    max_uses: body.max_uses ?? 0,
    temporary: body.temporary ?? false,
  };
  const twin = [...world.state.invites.values()].find(
    (i) => i.channel_id === channel.id && i.max_age === facts.max_age && i.max_uses === facts.max_uses,
  );
  if (twin && !body.unique) return ok(inviteReply(world.state, twin));
  if (world.state.invites.size >= LIMITS.invites) throw full("invites");
  const id = createHash("sha256").update(world.nextId()).digest("base64url").replace(/[-_]/g, "").slice(0, 8);
  const invite: Invite = { ...facts, id, inviter_id: botId, uses: 0 };
  world.commit({
    by: botId,
    reason: call.reason,
    did: "invite.create",
    id,
    name: channel.name,
    changes: [["invites", id, invite]],
    audit: { action_type: AuditLogEvent.InviteCreate, target_id: null, changes: [{ key: "code", new_value: id }] },
  });
  return ok(inviteReply(world.state, invite));
}

function ofChannel(bench: Bench, call: Call): Reply {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  needInChannel(bench, channel, P.ManageChannels);
  return ok(
    [...bench.state.invites.values()]
      .filter((i) => i.channel_id === channel.id)
      .map((i) => inviteReply(bench.state, i)),
  );
}

function ofGuild(bench: Bench, call: Call): Reply {
  enter(bench, call);
  needInGuild(bench, P.ManageGuild);
  return ok([...bench.state.invites.values()].map((i) => inviteReply(bench.state, i)));
}

function coded({ state }: Bench, { params }: Call): Invite {
  const invite = state.invites.get(params["code"] ?? "");
  if (!invite) throw unknown("invite");
  return invite;
}

function get(bench: Bench, call: Call): Reply {
  return ok(inviteReply(bench.state, coded(bench, call)));
}

function remove(bench: Bench, call: Call): Reply {
  const invite = coded(bench, call);
  needInChannel(bench, seeChannel(bench, invite.channel_id), P.ManageChannels);
  bench.world.commit({
    by: bench.botId,
    reason: call.reason,
    did: "invite.delete",
    id: invite.id,
    changes: [["invites", invite.id, null]],
    audit: {
      action_type: AuditLogEvent.InviteDelete,
      target_id: null,
      changes: [{ key: "code", old_value: invite.id }],
    },
  });
  return ok(inviteReply(bench.state, invite));
}
