import type { WebSocket } from "ws";
import { guildPayload } from "./guild-payload.ts";
import { INTENTS, PRIVILEGED } from "./intents.ts";
import { guildOf, memberReply, userReplyOf } from "./replies.ts";
import type { Weather } from "./weather.ts";
import type { Dispatch, World } from "./world.ts";

type Frame = { op: number; d: unknown; s?: number | null; t?: string | null };
export type Session = { id: string; intents: number; seq: number; sent: Frame[]; socket: WebSocket | null };
export type GatewayParts = {
  world: World;
  token: string;
  botId: string;
  weather: Weather;
  /** Intents switched on for the application beside the ordinary ones. */
  privileged: number;
  later: (ms: number, effect: () => void) => void;
  heartbeatMs?: number;
};
/** What the gateway knows of its connections. A session outlives its socket, so that it can be resumed. */
export type Desk = GatewayParts & {
  sessions: Map<string, Session>;
  sockets: Set<WebSocket>;
  address: string;
  identified: number;
  resumed: number;
  /** How often members were asked for over the gateway. */
  chunksAsked: number;
  /** A zombie connection: heartbeats are no longer answered. */
  deaf: boolean;
  allMembersAskedAt: number;
};

const KEPT = 1000;
const CHUNK = 1000;
const ALL_MEMBERS_MS = 30_000;

export const send = (socket: WebSocket, frame: Frame): void =>
  socket.send(JSON.stringify({ s: null, t: null, ...frame }));

/** Sends one event to a session, or keeps it for when it resumes. */
export function dispatch(session: Session, t: string, d: object): void {
  session.seq += 1;
  const frame = { op: 0, s: session.seq, t, d };
  session.sent.push(frame);
  if (session.sent.length > KEPT) session.sent.shift();
  if (session.socket) send(session.socket, frame);
}

/** Tells every session that asked for this kind of event, as the weather allows. */
export function tell({ weather, sessions, later }: Desk, { type, data, intents }: Dispatch): void {
  const fault = weather.strike(`dispatch.${type}`, JSON.stringify(data));
  if (fault?.fault === "missed-dispatch") return;
  const all = (): void => {
    for (const session of sessions.values())
      if (intents === 0 || (session.intents & intents) !== 0) dispatch(session, type, data);
  };
  if (fault?.fault === "late-dispatch") return later(fault.ms ?? 300, all);
  all();
  if (fault?.fault === "duplicate-dispatch") all();
}

type Identify = { token?: string; intents?: number; large_threshold?: number };

/** Op 2: a new session with READY and the guild, or the close code that says why not. */
export function identify(desk: Desk, socket: WebSocket, asked: Identify): Session | undefined {
  const { world, weather, botId } = desk;
  const refused = refusalOf(desk, asked);
  if (refused) return void socket.close(refused.code, refused.reason);
  desk.identified += 1;
  const fault = weather.strike("gateway.identify", "");
  if (fault?.fault === "close") return void socket.close(fault.code ?? 4000);
  if (fault?.fault === "invalid-session") return void send(socket, { op: 9, d: false });
  const session: Session = { id: `s${world.nextId()}`, intents: asked.intents ?? 0, seq: 0, sent: [], socket };
  desk.sessions.set(session.id, session);
  const { id, bot_present } = guildOf(world.state);
  dispatch(session, "READY", {
    v: 10,
    user: { ...userReplyOf(world.state, botId), verified: true, mfa_enabled: false, email: null, flags: 0 },
    guilds: bot_present ? [{ id, unavailable: true }] : [],
    session_id: session.id,
    resume_gateway_url: desk.address,
    session_type: "normal",
    application: { id: botId, flags: 0 },
    shard: [0, 1],
    private_channels: [],
    relationships: [],
    presences: [],
  });
  if (bot_present) dispatch(session, "GUILD_CREATE", guildPayload(world.state, isLarge(desk, asked.large_threshold)));
  return session;
}

const rightToken = (desk: Desk, token: string | undefined): boolean => token?.replace(/^Bot /, "") === desk.token;

function refusalOf(desk: Desk, { token, intents }: Identify): { code: number; reason: string } | null {
  if (!rightToken(desk, token)) return { code: 4004, reason: "Authentication failed." };
  if (intents === undefined || !Number.isInteger(intents)) return { code: 4013, reason: "Invalid intent(s)." };
  return intents & PRIVILEGED & ~desk.privileged ? { code: 4014, reason: "Disallowed intent(s)." } : null;
}

/** A large guild does not send its members along; bad weather makes any guild large. */
export const isLarge = ({ weather, world }: Desk, threshold = 50): boolean =>
  weather.strike("gateway.guild", "")?.fault === "partial-members" || world.state.members.size > threshold;

type Resume = { token?: string; session_id?: string; seq?: number };

/** Op 6: everything since `seq` once more, then RESUMED; or op 9 when that is no longer known. */
export function resume(
  desk: Desk,
  socket: WebSocket,
  { token, session_id = "", seq = 0 }: Resume,
): Session | undefined {
  if (!rightToken(desk, token)) return void socket.close(4004, "Authentication failed.");
  const session = desk.sessions.get(session_id);
  const refused = desk.weather.strike("gateway.resume", "")?.fault === "invalid-session";
  const forgotten = session?.sent[0] && (session.sent[0].s ?? 0) > seq + 1;
  if (!session || refused || forgotten) {
    desk.sessions.delete(session_id);
    return void send(socket, { op: 9, d: false });
  }
  session.socket = socket;
  desk.resumed += 1;
  for (const frame of session.sent) if ((frame.s ?? 0) > seq) send(socket, frame);
  dispatch(session, "RESUMED", {});
  return session;
}

type Wanted = { query?: string; limit?: number; user_ids?: string | string[]; nonce?: string };

/** Op 8. All members at once may be asked for every thirty seconds; without the intent not at all. */
export function chunks(desk: Desk, session: Session, asked: Wanted): void {
  const { world, weather } = desk;
  desk.chunksAsked += 1;
  if (weather.strike("gateway.chunks", "")?.fault === "silence") return;
  const guild_id = guildOf(world.state).id;
  const ids = asked.user_ids === undefined ? null : [asked.user_ids].flat();
  const everybody = ids === null && !asked.query && !asked.limit;
  if (everybody && !(session.intents & INTENTS.members))
    return void session.socket?.close(4014, "Disallowed intent(s).");
  const wait = desk.allMembersAskedAt + ALL_MEMBERS_MS - world.clock();
  if (everybody && wait > 0)
    return dispatch(session, "RATE_LIMITED", {
      opcode: 8,
      retry_after: wait / 1000,
      meta: { guild_id, nonce: asked.nonce },
    });
  if (everybody) desk.allMembersAskedAt = world.clock();
  const name = (id: string): string => world.state.users.get(id)?.username.toLowerCase() ?? "";
  const fit = [...world.state.members.values()].filter(({ id }) =>
    ids ? ids.includes(id) : name(id).startsWith((asked.query ?? "").toLowerCase()),
  );
  const members = fit.slice(0, asked.limit || fit.length).map((member) => memberReply(world.state, member));
  const not_found = ids?.filter((id) => !world.state.members.has(id)) ?? [];
  const chunk_count = Math.max(1, Math.ceil(members.length / CHUNK));
  for (let chunk_index = 0; chunk_index < chunk_count; chunk_index += 1) {
    const page = members.slice(chunk_index * CHUNK, (chunk_index + 1) * CHUNK);
    dispatch(session, "GUILD_MEMBERS_CHUNK", {
      guild_id,
      members: page,
      chunk_index,
      chunk_count,
      not_found,
      ...(asked.nonce && { nonce: asked.nonce }),
    });
  }
}
