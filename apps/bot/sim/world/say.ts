import { channelsChanged, sees, type Channel, type Event, type Guild, type Message } from "./guild.ts";
import { keyIn } from "./change-channels.ts";
import { eventIsOver, missingAccess, missingPermissions, tooManyEvents, unknown } from "./refusals.ts";

/** Discord posts one message for each nonce within a few minutes. */
export const NONCE_WINDOW_MS = 180_000;
const MANAGE_EVENTS = 1n << 33n;
const SCHEDULED = 1;
const VOICE = 2;
const MOST_EVENTS = 100;

interface MessageBody {
  content?: string;
  embeds?: Message["embeds"];
  nonce?: string;
  enforce_nonce?: boolean;
}

function reached(guild: Guild, channelId: string): Channel {
  const channel = guild.channels.get(channelId);
  if (!channel) throw unknown.channel();
  if (!sees(guild, channel, guild.botId)) throw missingAccess();
  return channel;
}

export function createMessage(guild: Guild, channelId: string, body: MessageBody): Message {
  const channel = reached(guild, channelId);
  const messages = guild.messages.get(channelId)!;
  const since = guild.now() - NONCE_WINDOW_MS;
  const twin =
    body.enforce_nonce === true &&
    messages.findLast((one) => one.nonce !== null && one.nonce === body.nonce && postedAt(guild, one) >= since);
  const key = keyIn(body.embeds?.[0]?.footer?.text);
  if (twin) {
    guild.tell({ by: "bot", did: "message.nonce", id: twin.id, key, detail: { nonceHit: true } });
    return twin;
  }
  const message: Message = {
    id: guild.newId(),
    channelId,
    authorId: guild.botId,
    content: body.content ?? "",
    embeds: body.embeds ?? [],
    nonce: body.nonce ?? null,
  };
  times.set(message, guild.now());
  messages.push(message);
  channel.lastMessageId = message.id;
  channelsChanged(guild, channel);
  guild.tell({ by: "bot", did: "message.create", id: message.id, key, detail: {} });
  return message;
}

const times = new WeakMap<Message, number>();
const postedAt = (guild: Guild, message: Message): number => times.get(message) ?? guild.now();

export function editMessage(
  guild: Guild,
  { channelId, id }: { channelId: string; id: string },
  body: MessageBody,
): Message {
  reached(guild, channelId);
  const message = guild.messages.get(channelId)!.find((one) => one.id === id);
  if (!message) throw unknown.message();
  if (body.content !== undefined) message.content = body.content;
  if (body.embeds !== undefined) message.embeds = body.embeds;
  guild.tell({ by: "bot", did: "message.edit", id, key: keyIn(message.embeds[0]?.footer?.text), detail: {} });
  return message;
}

export function listMessages(guild: Guild, channelId: string, query: URLSearchParams): object[] {
  reached(guild, channelId);
  const messages = guild.messages.get(channelId)!;
  const limit = Number(query.get("limit") ?? 50);
  const after = query.get("after");
  const chosen =
    after === null ? messages.slice(-limit) : messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
  return chosen.toReversed().map(messageView);
}

export function getMessage(guild: Guild, channelId: string, id: string): object {
  reached(guild, channelId);
  const message = guild.messages.get(channelId)!.find((one) => one.id === id);
  if (!message) throw unknown.message();
  return messageView(message);
}

export function pinMessage(guild: Guild, channelId: string, id: string): void {
  reached(guild, channelId);
  const message = guild.messages.get(channelId)!.find((one) => one.id === id);
  if (!message) throw unknown.message();
  pinned.add(message);
}

const pinned = new WeakSet<Message>();

export const messageView = (message: Message): object => ({ ...viewOf(message), pinned: pinned.has(message) });

const viewOf = ({ id, channelId, authorId, content, embeds }: Message) => ({
  id,
  channel_id: channelId,
  author: { id: authorId },
  content,
  embeds,
});

interface EventBody {
  name: string;
  description: string;
  scheduled_start_time: string;
  scheduled_end_time: string;
  channel_id: string;
}

function checkEvent(guild: Guild, body: EventBody): void {
  if ((guild.botPermissions & MANAGE_EVENTS) === 0n) throw missingPermissions();
  if (guild.channels.get(body.channel_id)?.type !== VOICE) throw unknown.channel();
}

export function createEvent(guild: Guild, body: EventBody): Event {
  checkEvent(guild, body);
  if ([...guild.events.values()].filter(({ status }) => status === SCHEDULED).length >= MOST_EVENTS)
    throw tooManyEvents();
  const event: Event = { id: guild.newId(), status: SCHEDULED, key: keyIn(body.description), ...fieldsOf(body) };
  guild.events.set(event.id, event);
  guild.tell({ by: "bot", did: "event.create", id: event.id, key: event.key, detail: {} });
  return event;
}

const fieldsOf = (body: EventBody) => ({
  name: body.name,
  description: body.description,
  channelId: body.channel_id,
  startsAt: body.scheduled_start_time,
  endsAt: body.scheduled_end_time,
});

function standing(guild: Guild, id: string): Event {
  const event = guild.events.get(id);
  if (!event) throw unknown.event();
  if (event.status !== SCHEDULED) throw eventIsOver();
  return event;
}

export function editEvent(guild: Guild, id: string, body: EventBody): Event {
  const event = standing(guild, id);
  checkEvent(guild, body);
  Object.assign(event, fieldsOf(body));
  guild.tell({ by: "bot", did: "event.edit", id, key: event.key, detail: {} });
  return event;
}

export function deleteEvent(guild: Guild, id: string): void {
  const event = guild.events.get(id);
  if (!event) throw unknown.event();
  guild.events.delete(id);
  guild.tell({ by: "bot", did: "event.delete", id, key: event.key, detail: {} });
}

export const eventView = ({ id, name, description, channelId, startsAt, endsAt, status }: Event): object => ({
  id,
  name,
  description,
  channel_id: channelId,
  scheduled_start_time: startsAt,
  scheduled_end_time: endsAt,
  status,
});
