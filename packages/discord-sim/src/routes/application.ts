import { type Bench, type Call, enter, ok, type Reply, type Route } from "../call.ts";
import { judgeCommands } from "../command-rules.ts";
import type { Command } from "../guild.ts";
import { missingAccess, unknown } from "../refusal.ts";
import { guildOf, memberReply, userReplyOf } from "../replies.ts";
import type { Change } from "../world.ts";

export const applicationRoutes: Route[] = [
  { method: "GET", path: "/users/@me", operation: "me.get", asks: "bearer", handle: me },
  { method: "GET", path: "/users/@me/guilds", operation: "my-guild.list", asks: "bearer", handle: myGuilds },
  {
    method: "GET",
    path: "/users/@me/guilds/:guild/member",
    operation: "my-member.get",
    asks: "bearer",
    handle: myMember,
  },
  { method: "GET", path: "/applications/@me", operation: "application.get", handle: application },
  { method: "GET", path: "/oauth2/applications/@me", operation: "application.get", handle: application },
  { method: "GET", path: "/oauth2/@me", operation: "authorization.get", asks: "bearer", handle: authorization },
  { method: "GET", path: "/applications/:application/commands", operation: "command.list", handle: list },
  { method: "PUT", path: "/applications/:application/commands", operation: "command.put", handle: put },
  { method: "GET", path: "/applications/:application/guilds/:guild/commands", operation: "command.list", handle: list },
  { method: "PUT", path: "/applications/:application/guilds/:guild/commands", operation: "command.put", handle: put },
];

const asking = ({ botId }: Bench, { bearer }: Call): string => bearer?.userId ?? botId;

function needScope({ bearer }: Call, scope: string): void {
  if (bearer && !bearer.scopes.includes(scope)) throw missingAccess();
}

function me(bench: Bench, call: Call): Reply {
  needScope(call, "identify");
  const email = call.bearer?.scopes.includes("email")
    ? { email: `${asking(bench, call)}@discord.invalid`, verified: true }
    : {};
  return ok({
    ...userReplyOf(bench.state, asking(bench, call)),
    mfa_enabled: false,
    locale: "en-US",
    flags: 0,
    premium_type: 0,
    ...email,
  });
}

function myGuilds(bench: Bench, call: Call): Reply {
  needScope(call, "guilds");
  const { id, name, owner_id } = guildOf(bench.state);
  const userId = asking(bench, call);
  if (!bench.state.members.has(userId)) return ok([]);
  return ok([{ id, name, icon: null, banner: null, owner: owner_id === userId, permissions: "0", features: [] }]);
}

function myMember(bench: Bench, call: Call): Reply {
  needScope(call, "guilds.members.read");
  const member = bench.state.members.get(asking(bench, call));
  if (call.params["guild"] !== guildOf(bench.state).id) throw unknown("guild");
  if (!member) throw unknown("member");
  return ok(memberReply(bench.state, member));
}

const MEMBERS_INTENT_LIMITED = 1 << 15;
function application(bench: Bench): Reply {
  return ok(facts(bench));
}

const facts = ({ state, botId, membersIntent }: Bench): object => ({
  id: botId,
  name: userReplyOf(state, botId).username,
  icon: null,
  description: "",
  type: null,
  bot_public: false,
  bot_require_code_grant: false,
  verify_key: "0".repeat(64),
  flags: membersIntent ? MEMBERS_INTENT_LIMITED : 0,
  flags_new: String(membersIntent ? MEMBERS_INTENT_LIMITED : 0),
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  approximate_guild_count: 1,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  eligible_oauth2_scopes: [],
  redirect_uris: [],
  tags: [],
  integration_types_config: {},
  bot: userReplyOf(state, botId),
  owner: userReplyOf(state, guildOf(state).owner_id),
  team: null,
});

function authorization(bench: Bench, call: Call): Reply {
  const expires = new Date(bench.world.clock() + 604_800_000).toISOString();
  return ok({
    application: facts(bench),
    scopes: call.bearer?.scopes ?? [],
    expires,
    user: userReplyOf(bench.state, asking(bench, call)),
  });
}

function ours(bench: Bench, call: Call): string | null {
  if (call.params["application"] !== bench.botId) throw missingAccess();
  if (call.params["guild"] === undefined) return null;
  enter(bench, call);
  return guildOf(bench.state).id;
}

const reply = (bench: Bench, { id, guild_id, version, body }: Command): object => ({
  type: 1,
  description: "",
  nsfw: false,
  default_member_permissions: null,
  dm_permission: true,
  contexts: null,
  integration_types: [0],
  ...body,
  id,
  application_id: bench.botId,
  version,
  ...(guild_id && { guild_id }),
});

const registered = ({ state }: Bench, scope: string | null): Command[] =>
  [...state.commands.values()].filter((c) => c.guild_id === scope);

/** Translations are told only to who asks for them. */
function list(bench: Bench, call: Call): Reply {
  const scope = ours(bench, call);
  const all = registered(bench, scope).map((command) => reply(bench, command));
  return ok(call.query.get("with_localizations") === "true" ? all : all.map(untranslated));
}

function untranslated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untranslated);
  if (typeof value !== "object" || value === null) return value;
  const told = Object.entries(value).filter(([name]) => !name.endsWith("_localizations"));
  return Object.fromEntries(told.map(([name, each]) => [name, untranslated(each)]));
}

/** Replaces all commands of the scope; one that was known by its name keeps its id. */
function put(bench: Bench, call: Call): Reply {
  const scope = ours(bench, call);
  const wanted = judgeCommands(call.body);
  const { world } = bench;
  const before = registered(bench, scope);
  const commands = wanted.map((body): Command => {
    const known = before.find((c) => c.body.name === body.name && (c.body.type ?? 1) === (body.type ?? 1));
    const same = known && JSON.stringify(known.body) === JSON.stringify(body);
    return same ? known : { id: known?.id ?? world.nextId(), guild_id: scope, version: world.nextId(), body };
  });
  const kept = new Set(commands.map(({ id }) => id));
  const changes = [
    ...before.filter(({ id }) => !kept.has(id)).map(({ id }): Change => ["commands", id, null]),
    ...commands.map((command): Change => ["commands", command.id, command]),
  ];
  const names = commands.map(({ body }) => body.name);
  world.commit({
    by: bench.botId,
    did: "command.put",
    id: bench.botId,
    name: names.join(" "),
    changes,
    detail: { scope, names },
  });
  return ok(commands.map((command) => reply(bench, command)));
}
