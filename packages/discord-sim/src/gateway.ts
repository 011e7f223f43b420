import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { guildPayload } from "./guild-payload.ts";
import { PRIVILEGED } from "./intents.ts";
import { guildOf, memberReply, userReplyOf } from "./replies.ts";
import type { Weather } from "./weather.ts";
import type { Dispatch, World } from "./world.ts";

type Frame = { op: number; d: unknown; s?: number | null; t?: string | null };
type Session = { id: string; intents: number; seq: number; sent: Frame[]; socket: WebSocket | null };
export type GatewayParts = {
  world: World;
  token: string;
  botId: string;
  weather: Weather;
  /** Intents switched on for the application beside the ordinary ones. */
  privileged: number;
  later: (ms: number, effect: () => void) => void;
};
export type GatewayDeed =
  | "drop"
  | "invalid-session"
  | "zombie"
  | "reconnect"
  | "close"
  | "unavailable"
  | "available"
  | "kick"
  | "invite";
export type Gateway = {
  url: () => string;
  identifiesLeft: () => number;
  connected: () => boolean;
  identifies: () => number;
  /** Something happens to every connection now. */
  act: (deed: GatewayDeed, code?: number) => void;
  /** Tells every session that asked for it. */
  tell: (dispatch: Dispatch) => void;
  listen: (server: Server, url: string) => void;
  close: () => void;
};

const HEARTBEAT_MS = 41_250;
const KEPT = 1000;
const CHUNK = 1000;
const ALL_MEMBERS_MS = 30_000;

/** Discord's gateway for one guild: identify, ready, heartbeat, resume with replay, and the dispatches of whatever is committed. */
export function makeGateway(parts: GatewayParts): Gateway {
  const { world, weather } = parts;
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const server = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  let address = "";
  let identified = 0;
  let deaf = false;
  let allMembersAskedAt = -Infinity;

  const send = (socket: WebSocket, frame: Frame): void => socket.send(JSON.stringify({ s: null, t: null, ...frame }));

  function dispatch(session: Session, t: string, d: object): void {
    session.seq += 1;
    const frame = { op: 0, s: session.seq, t, d };
    session.sent.push(frame);
    if (session.sent.length > KEPT) session.sent.shift();
    if (session.socket) send(session.socket, frame);
  }

  function tell({ type, data, intents }: Dispatch): void {
    const fault = weather.strike(`dispatch.${type}`, JSON.stringify(data))?.fault;
    if (fault === "missed-dispatch") return;
    const all = (): void => {
      for (const session of sessions.values())
        if (intents === 0 || (session.intents & intents) !== 0) dispatch(session, type, data);
    };
    if (fault === "late-dispatch") return parts.later(300, all);
    all();
    if (fault === "duplicate-dispatch") all();
  }
  world.onDispatch(tell);

  function identify(
    socket: WebSocket,
    { token, intents, large_threshold = 50 }: { token?: string; intents?: number; large_threshold?: number },
  ): Session | undefined {
    if (String(token).replace(/^Bot /, "") !== parts.token) return void socket.close(4004, "Authentication failed.");
    if (intents === undefined || !Number.isInteger(intents)) return void socket.close(4013, "Invalid intent(s).");
    if (intents & PRIVILEGED & ~parts.privileged) return void socket.close(4014, "Disallowed intent(s).");
    identified += 1;
    const fault = weather.strike("gateway.identify", "");
    if (fault?.fault === "close") return void socket.close(fault.code ?? 4000);
    if (fault?.fault === "invalid-session") return void send(socket, { op: 9, d: false });
    const session: Session = { id: `s${world.nextId()}`, intents, seq: 0, sent: [], socket };
    sessions.set(session.id, session);
    const { id, bot_present } = guildOf(world.state);
    dispatch(session, "READY", {
      v: 10,
      user: { ...userReplyOf(world.state, parts.botId), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: bot_present ? [{ id, unavailable: true }] : [],
      session_id: session.id,
      resume_gateway_url: address,
      session_type: "normal",
      application: { id: parts.botId, flags: 0 },
      shard: [0, 1],
      private_channels: [],
      relationships: [],
      presences: [],
    });
    if (bot_present) dispatch(session, "GUILD_CREATE", guildPayload(world.state, partial(large_threshold)));
    return session;
  }

  /** A large guild does not send its members along; bad weather makes any guild large. */
  const partial = (threshold: number): boolean =>
    weather.strike("gateway.guild", "")?.fault === "partial-members" || world.state.members.size > threshold;

  function resume(
    socket: WebSocket,
    { token, session_id, seq }: { token?: string; session_id?: string; seq?: number },
  ): Session | undefined {
    if (String(token).replace(/^Bot /, "") !== parts.token) return void socket.close(4004, "Authentication failed.");
    const session = sessions.get(session_id ?? "");
    const refused = weather.strike("gateway.resume", "")?.fault === "invalid-session";
    const forgotten = session && session.sent[0] && (session.sent[0].s ?? 0) > (seq ?? 0) + 1;
    if (!session || refused || forgotten) {
      sessions.delete(session_id ?? "");
      return void send(socket, { op: 9, d: false });
    }
    session.socket = socket;
    for (const frame of session.sent) if ((frame.s ?? 0) > (seq ?? 0)) send(socket, frame);
    dispatch(session, "RESUMED", {});
    return session;
  }

  /** Op 8. All members at once may be asked for every thirty seconds; without the intent not at all. */
  function chunks(
    session: Session,
    asked: { query?: string; limit?: number; user_ids?: string | string[]; nonce?: string },
  ): void {
    if (weather.strike("gateway.chunks", "")?.fault === "silence") return;
    const guild_id = guildOf(world.state).id;
    const ids = asked.user_ids === undefined ? null : [asked.user_ids].flat();
    const everybody = ids === null && !asked.query && !asked.limit;
    if (everybody && !(session.intents & 2)) return void session.socket?.close(4014, "Disallowed intent(s).");
    const wait = allMembersAskedAt + ALL_MEMBERS_MS - world.clock();
    if (everybody && wait > 0)
      return dispatch(session, "RATE_LIMITED", {
        opcode: 8,
        retry_after: wait / 1000,
        meta: { guild_id, nonce: asked.nonce },
      });
    if (everybody) allMembersAskedAt = world.clock();
    const name = (id: string): string => world.state.users.get(id)?.username.toLowerCase() ?? "";
    const fit = [...world.state.members.values()].filter(({ id }) =>
      ids ? ids.includes(id) : name(id).startsWith((asked.query ?? "").toLowerCase()),
    );
    const found = asked.limit ? fit.slice(0, asked.limit) : fit;
    const count = Math.max(1, Math.ceil(found.length / CHUNK));
    for (let index = 0; index < count; index += 1) {
      const members = found.slice(index * CHUNK, (index + 1) * CHUNK).map((m) => memberReply(world.state, m));
      const not_found = ids?.filter((id) => !world.state.members.has(id)) ?? [];
      dispatch(session, "GUILD_MEMBERS_CHUNK", {
        guild_id,
        members,
        chunk_index: index,
        chunk_count: count,
        not_found,
        ...(asked.nonce && { nonce: asked.nonce }),
      });
    }
  }

  server.on("connection", (socket) => {
    let session: Session | undefined;
    sockets.add(socket);
    send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS } });
    socket.on("message", (data) => {
      const { op, d } = parse(String(data));
      if (op === 1 && !deaf) send(socket, { op: 11, d: null });
      else if (op === 2 && session) socket.close(4005, "Already authenticated.");
      else if (op === 2) session = identify(socket, d);
      else if (op === 6) session = resume(socket, d);
      else if (op === 8 && session) chunks(session, d);
      else if (op === undefined) socket.close(4002, "Decode error.");
      else if (op > 1 && !session) socket.close(4003, "Not authenticated.");
    });
    socket.on("close", (code) => {
      sockets.delete(socket);
      if (!session) return;
      if (session.socket === socket) session.socket = null;
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    socket.on("error", () => socket.terminate());
  });

  const presence: Partial<Record<GatewayDeed, { bot_present: boolean; type: string }>> = {
    kick: { bot_present: false, type: "GUILD_DELETE" },
    invite: { bot_present: true, type: "GUILD_CREATE" },
  };

  function act(deed: GatewayDeed, code = 4000): void {
    deaf = deed === "zombie";
    const facts = guildOf(world.state);
    const change = presence[deed];
    if (change)
      world.commit({
        by: facts.owner_id,
        did: `bot.${deed}`,
        id: parts.botId,
        changes: [["facts", "guild", { ...facts, bot_present: change.bot_present }]],
      });
    if (change || deed === "available" || deed === "unavailable") {
      const gone = deed === "kick" || deed === "unavailable";
      const data = gone
        ? { id: facts.id, ...(deed === "unavailable" && { unavailable: true }) }
        : guildPayload(world.state, partial(50));
      return tell({ type: gone ? "GUILD_DELETE" : "GUILD_CREATE", data, intents: 1 });
    }
    if (deed === "invalid-session") sessions.clear();
    for (const socket of sockets) {
      if (deed === "drop") socket.terminate();
      if (deed === "close") socket.close(code);
      if (deed === "reconnect") send(socket, { op: 7, d: null });
      if (deed === "invalid-session") send(socket, { op: 9, d: false });
    }
  }

  return {
    url: () => address,
    identifies: () => identified,
    identifiesLeft: () => Math.max(0, 1000 - identified),
    connected: () => [...sessions.values()].some(({ socket }) => socket !== null),
    act,
    tell,
    listen: (http, url) => {
      address = url;
      http.on("upgrade", (request, socket, head) => {
        if (!request.url?.startsWith("/gateway")) return void socket.destroy();
        server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client, request));
      });
    },
    close: () => {
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
}

type Received = { op: number; d: Record<string, never> };
function parse(text: string): Received | { op: undefined; d: undefined } {
  try {
    return JSON.parse(text) as Received;
  } catch {
    return { op: undefined, d: undefined };
  }
}
