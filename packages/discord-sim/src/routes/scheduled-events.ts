import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { eventCreate, eventEdit } from "../bodies.ts";
import {
  type Bench,
  type Call,
  countOf,
  enter,
  needInChannel,
  needInGuild,
  nothing,
  ok,
  ranksOf,
  type Reply,
  type Route,
  seeChannel,
} from "../call.ts";
import { addEvent, editEvent, removeEvent } from "../change-event.ts";
import { fill } from "../form.ts";
import { isOpen, refuseMoreEvents, type ScheduledEvent } from "../guild.ts";
import { basePermissions, permissionsIn } from "../permissions.ts";
import { invalid, missingPermissions, Refused, unknown } from "../refusal.ts";
import { eventReply, memberReply, userReplyOf } from "../replies.ts";
import { byAge } from "../snowflake.ts";
import { judgeRecurrence } from "../recurrence.ts";

const EVENTS = "/guilds/:guild/scheduled-events";
export const scheduledEventRoutes: Route[] = [
  { method: "GET", path: EVENTS, operation: "event.list", handle: list },
  { method: "POST", path: EVENTS, operation: "event.create", handle: create },
  { method: "GET", path: `${EVENTS}/:event`, operation: "event.get", handle: get },
  { method: "PATCH", path: `${EVENTS}/:event`, operation: "event.edit", handle: edit },
  { method: "DELETE", path: `${EVENTS}/:event`, operation: "event.delete", handle: remove },
  { method: "GET", path: `${EVENTS}/:event/users`, operation: "event-user.list", handle: users },
];

/** A voice event is seen by those who see its channel, the bot included; one outside by everybody. */
function visible({ state, botId }: Bench, event: ScheduledEvent): boolean {
  const channel = event.channel_id ? state.channels.get(event.channel_id) : undefined;
  return !event.channel_id || (channel !== undefined && permissionsIn(ranksOf(state), channel, botId) !== 0n);
}

function seeEvent(bench: Bench, call: Call): ScheduledEvent {
  enter(bench, call);
  const event = bench.state.events.get(call.params["event"] ?? "");
  if (!event || !visible(bench, event)) throw unknown("event");
  return event;
}

const reply = (bench: Bench, event: ScheduledEvent, call: Call): object => ({
  ...eventReply(bench.state, event),
  ...(call.query.get("with_user_count") === "true" && { user_count: event.interested.length }),
});

/** Those that are not over. */
function list(bench: Bench, call: Call): Reply {
  enter(bench, call);
  const open = [...bench.state.events.values()].filter((event) => isOpen(event) && visible(bench, event));
  return ok(open.map((event) => reply(bench, event, call)));
}

function get(bench: Bench, call: Call): Reply {
  return ok(reply(bench, seeEvent(bench, call), call));
}

/** What kind of place an event takes, and the bot's right to it. CREATE_EVENTS, since February 2026, and VIEW and CONNECT where people will sit. */
function judgePlace(
  bench: Bench,
  event: Pick<ScheduledEvent, "entity_type" | "channel_id" | "entity_metadata" | "scheduled_end_time">,
  bits: bigint,
): void {
  if (event.entity_type === 3) {
    if (event.channel_id)
      throw invalid(["channel_id"], "GUILD_SCHEDULED_EVENT_EXTERNAL_CHANNEL", "An external event has no channel.");
    if (!event.entity_metadata?.location)
      throw invalid(["entity_metadata", "location"], "BASE_TYPE_REQUIRED", "This field is required");
    if (!event.scheduled_end_time)
      throw invalid(["scheduled_end_time"], "BASE_TYPE_REQUIRED", "This field is required");
    return needInGuild(bench, bits);
  }
  if (event.entity_metadata?.location)
    throw invalid(["entity_metadata"], "GUILD_SCHEDULED_EVENT_METADATA", "Only external events have a location.");
  if (!event.channel_id) throw invalid(["channel_id"], "BASE_TYPE_REQUIRED", "This field is required");
  const channel = seeChannel(bench, event.channel_id);
  if (channel.type !== ChannelType.GuildVoice || event.entity_type !== 2)
    throw invalid(["channel_id"], "GUILD_SCHEDULED_EVENT_CHANNEL_TYPE", "The channel's type does not fit the event's.");
  needInChannel(bench, channel, bits | P.ViewChannel | P.Connect);
}

const FIVE_YEARS_MS = 5 * 366 * 86_400_000;

function judgeTimes(
  now: number,
  {
    scheduled_start_time: start,
    scheduled_end_time: end,
  }: Pick<ScheduledEvent, "scheduled_start_time" | "scheduled_end_time">,
): void {
  if (Date.parse(start) <= now)
    throw invalid(
      ["scheduled_start_time"],
      "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
      "Cannot schedule event in the past.",
    );
  if (Date.parse(start) > now + FIVE_YEARS_MS)
    throw invalid(
      ["scheduled_start_time"],
      "GUILD_SCHEDULED_EVENT_SCHEDULE_TOO_FAR",
      "Cannot schedule event that far in the future.",
    );
  if (end && Date.parse(end) <= Date.parse(start))
    throw invalid(
      ["scheduled_end_time"],
      "GUILD_SCHEDULED_EVENT_SCHEDULE_END",
      "Cannot schedule event to end before it starts.",
    );
}

const asInstant = (value: string): string => new Date(value).toISOString().replace(/\.000Z$/, "+00:00");

function create(bench: Bench, call: Call): Reply {
  enter(bench, call);
  const body = fill(eventCreate, call.body);
  const { world, botId } = bench;
  const event: ScheduledEvent = {
    id: world.nextId(),
    creator_id: botId,
    name: body.name,
    description: body.description ?? null,
    status: 1,
    interested: [],
    channel_id: body.channel_id ? String(body.channel_id) : null,
    scheduled_start_time: asInstant(body.scheduled_start_time),
    scheduled_end_time: body.scheduled_end_time ? asInstant(body.scheduled_end_time) : null,
    entity_type: body.entity_type as 1 | 2 | 3,
    entity_metadata: (body.entity_metadata as { location?: string } | undefined) ?? null,
    recurrence_rule: body.recurrence_rule ?? null,
  };
  if (event.recurrence_rule) judgeRecurrence(event.recurrence_rule);
  judgeTimes(world.clock(), event);
  judgePlace(bench, event, P.CreateEvents);
  refuseMoreEvents(world.state.events);
  addEvent(world, { by: botId, reason: call.reason }, event);
  return ok(eventReply(world.state, event));
}

/** One's own event needs CREATE_EVENTS or MANAGE_EVENTS, another's MANAGE_EVENTS. */
function needHand(bench: Bench, event: ScheduledEvent): void {
  const bits = basePermissions(ranksOf(bench.state), bench.botId);
  const own = event.creator_id === bench.botId && (bits & P.CreateEvents) !== 0n;
  if (!own && !(bits & P.ManageEvents)) throw missingPermissions();
}

const STEPS: Record<number, readonly number[]> = { 1: [2, 4], 2: [3], 3: [], 4: [] };

function edit(bench: Bench, call: Call): Reply {
  const before = seeEvent(bench, call);
  const body = fill(eventEdit, call.body);
  needHand(bench, before);
  if (!isOpen(before)) throw new Refused(400, 180000, "Cannot update a finished event");
  const status = (body.status ?? before.status) as ScheduledEvent["status"];
  if (status !== before.status && !STEPS[before.status]?.includes(status))
    throw invalid(
      ["status"],
      "GUILD_SCHEDULED_EVENT_STATUS_TRANSITION",
      "An event cannot go from that state to this one.",
    );
  const after: ScheduledEvent = {
    ...before,
    status,
    ...(body.name !== undefined && { name: body.name }),
    ...(body.description !== undefined && { description: body.description || null }),
    ...(body.channel_id !== undefined && { channel_id: body.channel_id ? String(body.channel_id) : null }),
    ...(body.scheduled_start_time !== undefined && { scheduled_start_time: asInstant(body.scheduled_start_time) }),
    ...(body.scheduled_end_time !== undefined && {
      scheduled_end_time: body.scheduled_end_time ? asInstant(body.scheduled_end_time) : null,
    }),
    ...(body.entity_type !== undefined && { entity_type: body.entity_type as 1 | 2 | 3 }),
    ...(body.entity_metadata !== undefined && {
      entity_metadata: body.entity_metadata as { location?: string } | null,
    }),
    ...(body.recurrence_rule !== undefined && { recurrence_rule: body.recurrence_rule ?? null }),
  };
  if (after.recurrence_rule && body.recurrence_rule) judgeRecurrence(after.recurrence_rule);
  if (body.scheduled_start_time !== undefined && after.scheduled_start_time !== before.scheduled_start_time)
    judgeTimes(bench.world.clock(), after);
  if (body.channel_id !== undefined || body.entity_type !== undefined) judgePlace(bench, after, 0n);
  editEvent(bench.world, { by: bench.botId, reason: call.reason }, { before, after });
  return ok(eventReply(bench.world.state, after));
}

function remove(bench: Bench, call: Call): Reply {
  const event = seeEvent(bench, call);
  needHand(bench, event);
  removeEvent(bench.world, { by: bench.botId, reason: call.reason }, event);
  return nothing;
}

function users(bench: Bench, call: Call): Reply {
  const event = seeEvent(bench, call);
  const limit = countOf(call.query, "limit", { min: 1, max: 100, usual: 100 });
  const after = BigInt(call.query.get("after") ?? "0");
  const page = event.interested
    .map((id) => ({ id }))
    .sort(byAge)
    .filter(({ id }) => BigInt(id) > after)
    .slice(0, limit);
  return ok(
    page.map(({ id }) => {
      const member = call.query.get("with_member") === "true" ? bench.state.members.get(id) : undefined;
      const user = userReplyOf(bench.state, id);
      return {
        guild_scheduled_event_id: event.id,
        user_id: id,
        response: 1,
        user,
        ...(member && { member: memberReply(bench.state, member) }),
      };
    }),
  );
}
