import { ChannelType } from "discord-api-types/v10";
import { directChannelCreate } from "../bodies.ts";
import { type Bench, type Call, ok, type Reply, type Route } from "../call.ts";
import { fill } from "../form.ts";
import { Refused, unknown } from "../refusal.ts";
import { userReplyOf } from "../replies.ts";

export const directMessageRoutes: Route[] = [
  { method: "POST", path: "/users/@me/channels", operation: "direct.create", handle: open },
];

const FAST = { conversations: 10, windowMs: 10_000 };

/** Opens the conversation with somebody, or finds it again. Opening many new ones at once is 40003. */
function open(bench: Bench, call: Call): Reply {
  const recipient_id = String(fill(directChannelCreate, call.body).recipient_id);
  const { world } = bench;
  const person = world.state.users.get(recipient_id);
  if (!person) throw unknown("user");
  if (person.bot) throw new Refused(400, 50007, "Cannot send messages to this user");
  const known = [...world.state.directChannels.values()].find((each) => each.recipient_id === recipient_id);
  if (!known && openedLately(bench) >= FAST.conversations)
    throw new Refused(429, 40003, "You are opening direct messages too fast");
  const channel = known ?? { id: world.nextId(), recipient_id };
  if (!known)
    world.commit({
      by: bench.botId,
      did: "direct.create",
      id: channel.id,
      name: person.username,
      changes: [["directChannels", channel.id, channel]],
    });
  return ok({
    id: channel.id,
    type: ChannelType.DM,
    flags: 0,
    last_message_id: null,
    recipients: [userReplyOf(world.state, recipient_id)],
  });
}

function openedLately({ world }: Bench): number {
  const since = world.clock() - FAST.windowMs;
  return world.effects.filter(({ did, at }) => did === "direct.create" && Date.parse(at) > since).length;
}
