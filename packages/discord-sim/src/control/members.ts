import { addPeople, type SeedUser } from "../found.ts";
import { INTENTS } from "../intents.ts";
import type { Parts } from "../parts.ts";
import { guildOf, memberReply, userReplyOf } from "../replies.ts";
import { Clumsy } from "./clumsy.ts";

export type Coming = { join?: string | SeedUser; leave?: string };

/** Somebody joins the server or leaves it; their overwrites stay behind, as with Discord. */
export function changeMembers({ bench }: Parts, { join, leave }: Coming): { joined: boolean; left: boolean } {
  const joined = join !== undefined && joinGuild(bench.world, join);
  const left = leave !== undefined && leaveGuild(bench.world, leave);
  return { joined, left };
}

type World = Parts["bench"]["world"];

function joinGuild(world: World, who: string | SeedUser): boolean {
  const { state } = world;
  const id = typeof who === "string" ? who : who.id;
  if (typeof who !== "string" && !state.users.has(id)) {
    addPeople(world, { users: [{ ...who, inGuild: true }] });
    return true;
  }
  const user = state.users.get(id);
  if (!user) throw new Clumsy(404, `Nobody has the id ${id}.`);
  if (state.members.has(id)) return false;
  const member = { id, roles: [], joined_at: new Date(world.clock()).toISOString(), nick: null };
  const data = { ...memberReply(state, member), guild_id: guildOf(state).id };
  world.commit({
    by: id,
    did: "member.join",
    id,
    name: user.username,
    changes: [["members", id, member]],
    tell: [{ type: "GUILD_MEMBER_ADD", data, intents: INTENTS.members }],
  });
  return true;
}

function leaveGuild(world: World, id: string): boolean {
  const { state } = world;
  if (!state.members.has(id)) return false;
  const { owner_id, bot_id, id: guild_id } = guildOf(state);
  if (id === owner_id || id === bot_id) throw new Clumsy(400, "The owner and the bot stay.");
  world.commit({
    by: id,
    did: "member.leave",
    id,
    name: state.users.get(id)?.username ?? id,
    changes: [["members", id, null]],
    tell: [{ type: "GUILD_MEMBER_REMOVE", data: { guild_id, user: userReplyOf(state, id) }, intents: INTENTS.members }],
  });
  return true;
}
