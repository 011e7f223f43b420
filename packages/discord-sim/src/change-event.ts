import { AuditLogEvent } from "discord-api-types/v10";
import type { Actor } from "./change-channel.ts";
import type { ScheduledEvent } from "./guild.ts";
import { INTENTS } from "./intents.ts";
import { eventReply, guildOf } from "./replies.ts";
import type { Dispatch, World } from "./world.ts";

const heard = (world: World, type: string, event: ScheduledEvent): Dispatch => ({
  type,
  data: eventReply(world.state, event),
  intents: INTENTS.events,
});

const told = ({
  channel_id,
  scheduled_start_time,
  scheduled_end_time,
  status,
  description,
}: ScheduledEvent): Record<string, unknown> => ({
  channel_id,
  scheduled_start_time,
  scheduled_end_time,
  status,
  description,
});

export function addEvent(world: World, { by, reason }: Actor, event: ScheduledEvent): void {
  world.commit({
    by,
    reason,
    did: "event.create",
    id: event.id,
    name: event.name,
    detail: told(event),
    changes: [["events", event.id, event]],
    tell: [heard(world, "GUILD_SCHEDULED_EVENT_CREATE", event)],
    audit: {
      action_type: AuditLogEvent.GuildScheduledEventCreate,
      target_id: event.id,
      changes: [{ key: "name", new_value: event.name }],
    },
  });
}

export function editEvent(
  world: World,
  { by, reason }: Actor,
  { before, after }: { before: ScheduledEvent; after: ScheduledEvent },
): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  world.commit({
    by,
    reason,
    did: "event.edit",
    id: after.id,
    name: after.name,
    detail: told(after),
    changes: [["events", after.id, after]],
    tell: [heard(world, "GUILD_SCHEDULED_EVENT_UPDATE", after)],
    audit: {
      action_type: AuditLogEvent.GuildScheduledEventUpdate,
      target_id: after.id,
      changes: (Object.keys(after) as (keyof ScheduledEvent)[])
        .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
        .map((key) => ({ key, old_value: before[key], new_value: after[key] })),
    },
  });
}

export function removeEvent(world: World, { by, reason }: Actor, event: ScheduledEvent): void {
  world.commit({
    by,
    reason,
    did: "event.delete",
    id: event.id,
    name: event.name,
    detail: told(event),
    changes: [["events", event.id, null]],
    tell: [heard(world, "GUILD_SCHEDULED_EVENT_DELETE", event)],
    audit: {
      action_type: AuditLogEvent.GuildScheduledEventDelete,
      target_id: event.id,
      changes: [{ key: "name", old_value: event.name }],
    },
  });
}

/** Somebody says they are interested in an event, or takes it back. */
export function setInterest(
  world: World,
  event: ScheduledEvent,
  { userId, interested }: { userId: string; interested: boolean },
): void {
  if (event.interested.includes(userId) === interested) return;
  const after = {
    ...event,
    interested: interested ? [...event.interested, userId] : event.interested.filter((id) => id !== userId),
  };
  const data = { guild_scheduled_event_id: event.id, user_id: userId, guild_id: guildOf(world.state).id };
  world.commit({
    by: userId,
    did: interested ? "event.interest" : "event.no-interest",
    id: event.id,
    name: event.name,
    changes: [["events", event.id, after]],
    tell: [
      {
        type: interested ? "GUILD_SCHEDULED_EVENT_USER_ADD" : "GUILD_SCHEDULED_EVENT_USER_REMOVE",
        data,
        intents: INTENTS.events,
      },
    ],
  });
}
