import {
  type Actor,
  addChannel,
  dropOverwrite,
  editChannel,
  nextPosition,
  putOverwrite,
  removeChannel,
} from "../change-channel.ts";
import { editEvent, removeEvent, setInterest } from "../change-event.ts";
import { removeMessage } from "../change-message.ts";
import { textChannelName } from "../channel-name.ts";
import type { Channel, ScheduledEvent } from "../guild.ts";
import type { Parts } from "../parts.ts";
import { bitsOf } from "../permissions.ts";
import { guildOf } from "../replies.ts";
import { Clumsy } from "./clumsy.ts";

/** What a person with all rights does with the mouse. Permissions by name. */
export type Handiwork =
  | { do: "create-channel"; name: string; type?: "text" | "voice" | "category"; parentId?: string }
  | { do: "delete-channel" | "strip-topic"; channelId: string }
  | { do: "rename-channel"; channelId: string; name: string }
  | { do: "set-topic"; channelId: string; topic: string }
  | { do: "move-channel"; channelId: string; parentId: string | null }
  | { do: "put-overwrite"; channelId: string; id: string; allow?: string[]; deny?: string[] }
  | { do: "delete-overwrite"; channelId: string; id: string }
  | { do: "cancel-event" | "delete-event"; eventId: string }
  | { do: "start-event" | "end-event"; eventId: string }
  | { do: "move-event"; eventId: string; start: string; end?: string }
  | { do: "rename-event"; eventId: string; name: string }
  | { do: "interest"; eventId: string; userId: string; interested: boolean }
  | { do: "delete-message"; messageId: string };

export const HANDIWORK: readonly Handiwork["do"][] = [
  ...(["create-channel", "delete-channel", "strip-topic", "rename-channel", "set-topic", "move-channel"] as const),
  ...(["put-overwrite", "delete-overwrite", "cancel-event", "delete-event", "start-event", "end-event"] as const),
  ...(["move-event", "rename-event", "interest", "delete-message"] as const),
];

/** Does it as the guild's owner, so that it is told to the gateway and written to the audit log like any other deed. */
export function byHand(parts: Parts, work: Handiwork): { done: string } {
  const { world } = parts.bench;
  const owner: Actor = { by: guildOf(world.state).owner_id, reason: null };
  if ("eventId" in work) handleEvent(parts, owner, work);
  else if ("messageId" in work) handleMessage(parts, owner, work);
  else if ("channelId" in work) handleChannel(parts, owner, work);
  else addChannel(world, owner, fresh(parts, work));
  return { done: work.do };
}

function fresh({ bench }: Parts, work: Extract<Handiwork, { do: "create-channel" }>): Channel {
  const { world } = bench;
  const type = ({ text: 0, voice: 2, category: 4 } as const)[work.type ?? "text"] as Channel["type"];
  return {
    id: world.nextId(),
    type,
    name: work.name,
    parent_id: work.parentId ?? null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    bitrate: 64_000,
    user_limit: 0,
    rtc_region: null,
    permission_overwrites: [],
    position: nextPosition(world.state.channels.values(), type),
  };
}

function handleChannel({ bench }: Parts, owner: Actor, work: Extract<Handiwork, { channelId: string }>): void {
  const { world } = bench;
  const { state } = world;
  const before = state.channels.get(work.channelId);
  if (!before) throw new Clumsy(404, "There is no such channel.");
  const edit = (changes: Partial<Channel>): unknown =>
    editChannel(world, owner, { before, after: { ...before, ...changes } });
  switch (work.do) {
    case "delete-channel":
      return removeChannel(world, owner, before);
    case "rename-channel":
      return void edit({ name: before.type === 0 ? textChannelName(work.name) : work.name });
    case "strip-topic":
      return void edit({ topic: null });
    case "set-topic":
      return void edit({ topic: work.topic });
    case "move-channel":
      return void edit({ parent_id: work.parentId });
    case "put-overwrite": {
      const type = state.roles.has(work.id) ? 0 : 1;
      const overwrite = {
        id: work.id,
        type,
        allow: String(bitsOf(work.allow ?? [])),
        deny: String(bitsOf(work.deny ?? [])),
      } as const;
      return putOverwrite(world, owner, { channel: before, overwrite });
    }
    case "delete-overwrite": {
      const overwrite = before.permission_overwrites.find(({ id }) => id === work.id);
      if (!overwrite) throw new Clumsy(404, "There is no such overwrite.");
      return dropOverwrite(world, owner, { channel: before, overwrite });
    }
  }
}

function handleEvent({ bench }: Parts, owner: Actor, work: Extract<Handiwork, { eventId: string }>): void {
  const { world } = bench;
  const before = world.state.events.get(work.eventId);
  if (!before) throw new Clumsy(404, "There is no such event.");
  const edit = (changes: Partial<ScheduledEvent>): void =>
    editEvent(world, owner, { before, after: { ...before, ...changes } });
  switch (work.do) {
    case "cancel-event":
      return edit({ status: 4 });
    case "start-event":
      return edit({ status: 2 });
    case "end-event":
      return edit({ status: 3 });
    case "delete-event":
      return removeEvent(world, owner, before);
    case "move-event":
      return edit({ scheduled_start_time: work.start, ...(work.end && { scheduled_end_time: work.end }) });
    case "rename-event":
      return edit({ name: work.name });
    case "interest":
      return setInterest(world, before, work);
  }
}

function handleMessage({ bench }: Parts, owner: Actor, work: Extract<Handiwork, { messageId: string }>): void {
  const { world } = bench;
  const message = world.state.messages.get(work.messageId);
  if (!message) throw new Clumsy(404, "There is no such message.");
  removeMessage(world, owner, message);
}
