import {
  createChannel,
  deleteChannel,
  deleteOverwrite,
  editChannel,
  putOverwrite,
  type Limits,
} from "./change-channels.ts";
import { channelList, viewOf, type Guild } from "./guild.ts";
import { missingPermissions, unknown } from "./refusals.ts";
import {
  createEvent,
  createMessage,
  deleteEvent,
  editEvent,
  editMessage,
  eventView,
  getMessage,
  listMessages,
  messageView,
  pinMessage,
} from "./say.ts";

/** One request as the REST library would send it. */
export interface Asked {
  method: string;
  route: string;
  query: URLSearchParams;
  body: unknown;
  reason: string;
}
export type Answered = { body: unknown } | { waitMs: number };

interface Handler {
  operation: string;
  /** `lagMs`: the reader sees what was so long ago. */
  answer: (guild: Guild, asked: Asked, about: { ids: string[]; lagMs: number; limits: Limits }) => Answered;
}

const ok = (body: unknown): Answered => ({ body });
const VIEW_AUDIT_LOG = 1n << 7n;

const HANDLERS: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = (
  [
    ["GET", "/guilds/:", "guild.get", (guild) => ok(guildView(guild))],
    ["GET", "/guilds/:/channels", "channel.list", (guild, _, { lagMs }) => ok(channelList(guild, lagMs))],
    [
      "POST",
      "/guilds/:/channels",
      "channel.create",
      (guild, { body, reason }, { limits }) =>
        ok(viewOf(guild, createChannel(guild, body as object, { reason, limits }))),
    ],
    [
      "GET",
      "/guilds/:/members",
      "member.list",
      (guild, { query }) => ok(membersAfter(guild, query.get("after") ?? "0")),
    ],
    [
      "GET",
      "/guilds/:/scheduled-events",
      "event.list",
      (guild) => ok([...guild.events.values()].filter(({ status }) => status < 3).map(eventView)),
    ],
    [
      "POST",
      "/guilds/:/scheduled-events",
      "event.create",
      (guild, { body }) => ok(eventView(createEvent(guild, body as never))),
    ],
    [
      "GET",
      "/guilds/:/scheduled-events/:",
      "event.get",
      (guild, _, { ids }) => ok(eventView(guild.events.get(ids[1]!) ?? raise(unknown.event()))),
    ],
    [
      "PATCH",
      "/guilds/:/scheduled-events/:",
      "event.edit",
      (guild, { body }, { ids }) => ok(eventView(editEvent(guild, ids[1]!, body as never))),
    ],
    ["DELETE", "/guilds/:/scheduled-events/:", "event.delete", (guild, _, { ids }) => ok(deleteEvent(guild, ids[1]!))],
    ["GET", "/guilds/:/audit-logs", "audit.list", (guild) => ok(auditView(guild))],
    [
      "GET",
      "/channels/:",
      "channel.get",
      (guild, _, { ids }) => ok(viewOf(guild, guild.channels.get(ids[0]!) ?? raise(unknown.channel()))),
    ],
    [
      "PATCH",
      "/channels/:",
      "channel.edit",
      (guild, { body }, { ids, limits }) =>
        edited(guild, editChannel(guild, ids[0]!, { body: body as object, limits })),
    ],
    [
      "DELETE",
      "/channels/:",
      "channel.delete",
      (guild, _, { ids }) => ok(viewOf(guild, deleteChannel(guild, ids[0]!))),
    ],
    [
      "PUT",
      "/channels/:/permissions/:",
      "overwrite.put",
      (guild, { body }, { ids }) =>
        ok(putOverwrite(guild, ids[0]!, { ...(body as never as object), id: ids[1]! } as never)),
    ],
    [
      "DELETE",
      "/channels/:/permissions/:",
      "overwrite.delete",
      (guild, _, { ids }) => ok(deleteOverwrite(guild, ids[0]!, ids[1]!)),
    ],
    [
      "GET",
      "/channels/:/messages",
      "message.list",
      (guild, { query }, { ids }) => ok(listMessages(guild, ids[0]!, query)),
    ],
    ["GET", "/channels/:/messages/:", "message.get", (guild, _, { ids }) => ok(getMessage(guild, ids[0]!, ids[1]!))],
    [
      "POST",
      "/channels/:/messages",
      "message.create",
      (guild, { body }, { ids }) => ok(messageView(createMessage(guild, ids[0]!, body as never))),
    ],
    [
      "PATCH",
      "/channels/:/messages/:",
      "message.edit",
      (guild, { body }, { ids }) =>
        ok(messageView(editMessage(guild, { channelId: ids[0]!, id: ids[1]! }, body as never))),
    ],
    ["PUT", "/channels/:/messages/pins/:", "pin.put", (guild, _, { ids }) => ok(pinMessage(guild, ids[0]!, ids[1]!))],
    ["GET", "/applications/:/guilds/:/commands", "command.list", (guild) => ok(guild.commands)],
    [
      "PUT",
      "/applications/:/guilds/:/commands",
      "command.put",
      (guild, { body }) => ok((guild.commands = body as object[])),
    ],
  ] as [string, string, string, Handler["answer"]][]
).map(
  ([method, path, operation, answer]) =>
    [method, new RegExp(`^${path.replaceAll(":", "([^/]+)")}$`), { operation, answer }] as const,
);

const edited = (guild: Guild, result: ReturnType<typeof editChannel>): Answered =>
  "waitMs" in result ? result : ok(viewOf(guild, result));

const found = new Map<string, { handler: Handler; path: RegExp } | undefined>();

/** Which deed a request asks for. Routes differ in ids only, so that the pattern of one is kept. */
export function operationOf({ method, route }: Pick<Asked, "method" | "route">): { handler: Handler; ids: string[] } {
  const shape = `${method} ${route.replaceAll(/\d{5,}/g, "1")}`;
  if (!found.has(shape)) {
    const match = HANDLERS.find(([its, path]) => its === method && path.test(route));
    found.set(shape, match && { handler: match[2], path: match[1] });
  }
  const known = found.get(shape);
  if (!known) throw new Error(`The simulated Discord knows no ${method} ${route}`);
  return { handler: known.handler, ids: known.path.exec(route)!.slice(1) };
}

/** Does what is asked, as the bot; throws Refused. A bot that was removed from the guild finds no guild. */
export function answer(guild: Guild, asked: Asked, { lagMs, limits }: { lagMs: number; limits: Limits }): Answered {
  const { handler, ids } = operationOf(asked);
  if (!guild.isBotIn && !asked.route.startsWith("/applications")) throw unknown.guild();
  return handler.answer(guild, asked, { ids, lagMs, limits });
}

const guildView = (guild: Guild) => ({
  id: guild.id,
  name: "Muster's guild",
  owner_id: guild.ownerId,
  roles: [
    { id: guild.id, name: "@everyone", permissions: String(1n << 10n) },
    { id: guild.botRoleId, name: "Muster", permissions: String(guild.botPermissions), tags: { bot_id: guild.botId } },
  ],
});

function membersAfter(guild: Guild, after: string): object[] {
  return [...guild.members]
    .filter((id) => BigInt(id) > BigInt(after))
    .map((id) => ({
      user: { id, username: `user-${id}`, global_name: null },
      nick: null,
      roles: id === guild.botId ? [guild.botRoleId] : [],
    }));
}

function auditView(guild: Guild): object {
  if ((guild.botPermissions & VIEW_AUDIT_LOG) === 0n) throw missingPermissions();
  return { audit_log_entries: guild.audit.slice(0, 100) };
}

const raise = (error: Error): never => {
  throw error;
};
