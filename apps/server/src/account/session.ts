import { createHash } from "node:crypto";
import type { EntityManager } from "@muster/db/orm";
import type { Persona } from "@muster/domain/persona";
import type { Context, Viewer } from "../context.ts";
import type { Config } from "../config.ts";

const DAY = 86_400_000;
/** A session ends after 14 days without a visit, and after 90 days whatever happens (reliability 5.3). */
const IDLE = 14 * DAY;
const ABSOLUTE = 90 * DAY;
/** The last visit is written down at most this often. */
const NOTICE = 600_000;

/** `__Host-` binds the cookie to this one host over https; plain http on loopback cannot have it. */
export const sessionCookie = ({ appUrl }: Pick<Config, "appUrl">): string =>
  appUrl.startsWith("https:") ? "__Host-sid" : "sid";

export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A fresh session for a person: the token goes to the browser, its hash is kept. The browser's earlier session ends (fixation). */
export async function openSession(
  ctx: Context,
  { personId, userAgent, replaces }: { personId: number; userAgent: string | null; replaces: string | undefined },
): Promise<{ token: string; expires: Date }> {
  const token = ctx.house.chance.token();
  const now = ctx.clock();
  const expires = new Date(now.getTime() + ABSOLUTE);
  if (replaces) await ctx.em.execute("delete from sessions where token_hash = ?", [hashOf(replaces)]);
  await ctx.em.execute(
    "insert into sessions (token_hash, person_id, expires_at, last_seen_at, user_agent) values (?, ?, ?, ?, ?)",
    [hashOf(token), personId, expires, now, userAgent?.slice(0, 200) ?? null],
  );
  return { token, expires };
}

interface SessionRow {
  session_id: number;
  last_seen_at: Date;
  person_id: number;
  name: string;
  discord_id: string | null;
  discord_username: string | null;
  persona: Persona | null;
  is_facilitator: boolean;
  has_role: boolean;
}

interface Reading {
  now: Date;
  config: Pick<Config, "organiserDiscordIds" | "rehearsal">;
}

/** Reads the cookie's token, finds the person, refuses the expired and the idle. */
export async function viewerOf(em: EntityManager, token: string, { now, config }: Reading): Promise<Viewer | null> {
  const [row] = await em.execute<SessionRow[]>(
    `select s.id as session_id, s.last_seen_at, p.id as person_id, p.name, p.discord_id, p.discord_username, p.persona,
       exists (select 1 from signups u where u.person_id = p.id and u.role = 'facilitator')
         or exists (select 1 from memberships m where m.person_id = p.id and m.role = 'facilitator' and m.status = 'active')
         as is_facilitator,
       exists (select 1 from organisers o where o.person_id = p.id) as has_role
     from sessions s join people p on p.id = s.person_id
     where s.token_hash = ? and s.expires_at > ? and s.last_seen_at > ? and p.deleted_at is null`,
    [hashOf(token), now, new Date(now.getTime() - IDLE)],
  );
  if (!row || (row.persona !== null && !config.rehearsal)) return null;
  if (now.getTime() - new Date(row.last_seen_at).getTime() > NOTICE)
    await em.execute("update sessions set last_seen_at = ? where id = ?", [now, row.session_id]);
  return {
    personId: row.person_id,
    name: row.name || row.discord_username || `User ${row.person_id}`,
    discordId: row.discord_id,
    persona: row.persona,
    ...standingOf(row, config),
    isFacilitator: row.is_facilitator,
    sessionId: row.session_id,
  };
}

/**
 * The first organisers are named by configuration, never the first to come, and give the role to others; in a rehearsal
 * one persona has it.
 */
export const isConfiguredOrganiser = (
  person: { discordId: string | null; persona: Persona | null },
  config: Pick<Config, "organiserDiscordIds" | "rehearsal">,
): boolean =>
  (person.discordId !== null && config.organiserDiscordIds.has(person.discordId)) ||
  (config.rehearsal && person.persona === "organiser");

function standingOf(row: SessionRow, config: Reading["config"]): Pick<Viewer, "isOrganiser" | "hasGivenRole"> {
  const isConfigured = isConfiguredOrganiser({ discordId: row.discord_id, persona: row.persona }, config);
  return { isOrganiser: isConfigured || row.has_role, hasGivenRole: row.has_role && !isConfigured };
}

export async function sessionStands(em: EntityManager, sessionId: number, now: Date): Promise<boolean> {
  const rows = await em.execute<unknown[]>("select 1 from sessions where id = ? and expires_at > ?", [sessionId, now]);
  return rows.length > 0;
}
