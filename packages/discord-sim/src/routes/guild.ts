import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { type Bench, type Call, countOf, enter, needInGuild, ok, type Reply, type Route } from "../call.ts";
import { guildReply, memberReply, roleReply, userReplyOf } from "../replies.ts";
import { invalid, missingAccess, unknown } from "../refusal.ts";
import { byAge, isSnowflake } from "../snowflake.ts";

export const guildRoutes: Route[] = [
  { method: "GET", path: "/guilds/:guild", operation: "guild.get", handle: get },
  { method: "GET", path: "/guilds/:guild/roles", operation: "role.list", handle: roles },
  { method: "GET", path: "/guilds/:guild/members", operation: "member.list", handle: members },
  { method: "GET", path: "/guilds/:guild/members/search", operation: "member.search", handle: search },
  { method: "GET", path: "/guilds/:guild/members/:user", operation: "member.get", handle: member },
  { method: "GET", path: "/guilds/:guild/audit-logs", operation: "audit.list", handle: auditLog },
  { method: "GET", path: "/users/:user", operation: "user.get", handle: user },
];

function get(bench: Bench, call: Call): Reply {
  enter(bench, call);
  return ok(guildReply(bench.state, call.query.get("with_counts") === "true"));
}

function roles(bench: Bench, call: Call): Reply {
  enter(bench, call);
  return ok([...bench.state.roles.values()].map(roleReply));
}

/** A thousand at most, after an id; only for applications with the members intent. */
function members(bench: Bench, call: Call): Reply {
  enter(bench, call);
  if (!bench.membersIntent) throw missingAccess();
  const limit = countOf(call.query, "limit", { min: 1, max: 1000, usual: 1 });
  const after = call.query.get("after") ?? "0";
  if (!isSnowflake(after)) throw invalid(["after"], "NUMBER_TYPE_COERCE", `Value "${after}" is not snowflake.`);
  const page = [...bench.state.members.values()].sort(byAge).filter(({ id }) => BigInt(id) > BigInt(after));
  return ok(page.slice(0, limit).map((each) => memberReply(bench.state, each)));
}

function search(bench: Bench, call: Call): Reply {
  enter(bench, call);
  const query = call.query.get("query");
  if (!query) throw invalid(["query"], "BASE_TYPE_REQUIRED", "This field is required");
  const limit = countOf(call.query, "limit", { min: 1, max: 1000, usual: 1 });
  const starts = (name: string | null | undefined): boolean =>
    name?.toLowerCase().startsWith(query.toLowerCase()) ?? false;
  const found = [...bench.state.members.values()].filter(({ id, nick }) => {
    const person = bench.state.users.get(id);
    return starts(nick) || starts(person?.username) || starts(person?.global_name);
  });
  return ok(found.slice(0, limit).map((each) => memberReply(bench.state, each)));
}

function member(bench: Bench, call: Call): Reply {
  enter(bench, call);
  const id = call.params["user"] ?? "";
  if (!bench.state.users.has(id)) throw unknown("user");
  const found = bench.state.members.get(id);
  if (!found) throw unknown("member");
  return ok(memberReply(bench.state, found));
}

function user(bench: Bench, call: Call): Reply {
  const id = call.params["user"] ?? "";
  if (!bench.state.users.has(id)) throw unknown("user");
  return ok(userReplyOf(bench.state, id));
}

/** Newest first unless asked what came after an entry. */
function auditLog(bench: Bench, call: Call): Reply {
  enter(bench, call);
  needInGuild(bench, P.ViewAuditLog);
  const limit = countOf(call.query, "limit", { min: 1, max: 100, usual: 50 });
  const { user_id, action_type, before, after, target_id } = Object.fromEntries(call.query) as Record<
    string,
    string | undefined
  >;
  for (const [name, id] of Object.entries({ user_id, before, after }))
    if (id !== undefined && !isSnowflake(id))
      throw invalid([name], "NUMBER_TYPE_COERCE", `Value "${id}" is not snowflake.`);
  const fit = [...bench.state.audit.values()]
    .sort(byAge)
    .filter(
      (entry) =>
        (!user_id || entry.user_id === user_id) &&
        (!target_id || entry.target_id === target_id) &&
        (!action_type || entry.action_type === Number(action_type)) &&
        (!before || BigInt(entry.id) < BigInt(before)) &&
        (!after || BigInt(entry.id) > BigInt(after)),
    );
  const page = after ? fit.slice(0, limit) : fit.slice(-limit).toReversed();
  const users = [...new Set(page.map((entry) => entry.user_id))].map((id) => userReplyOf(bench.state, id));
  const entries = page.map(({ reason, options, ...entry }) => ({
    ...entry,
    ...(reason && { reason }),
    ...(options && { options }),
  }));
  const none = {
    application_commands: [],
    auto_moderation_rules: [],
    guild_scheduled_events: [],
    integrations: [],
    threads: [],
    webhooks: [],
  };
  return ok({ audit_log_entries: entries, users, ...none });
}
