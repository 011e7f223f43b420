import { channelReply, eventReply, guildOf, guildReply, memberReply } from "./replies.ts";
import { isOpen } from "./guild.ts";
import type { Collections } from "./world.ts";

/** GUILD_CREATE's data. A large guild sends only the bot itself among its members; the rest must be asked for. */
export function guildPayload(state: Collections, large: boolean): object {
  const { bot_id } = guildOf(state);
  const joined_at = state.members.get(bot_id)?.joined_at;
  const members = [...state.members.values()].filter(({ id }) => !large || id === bot_id);
  return {
    ...guildReply(state),
    joined_at,
    large,
    unavailable: false,
    member_count: state.members.size,
    voice_states: [],
    threads: [],
    presences: [],
    members: members.map((member) => memberReply(state, member)),
    channels: [...state.channels.values()].map((channel) => channelReply(state, channel)),
    stage_instances: [],
    guild_scheduled_events: [...state.events.values()].filter(isOpen).map((event) => eventReply(state, event)),
    soundboard_sounds: [],
  };
}
