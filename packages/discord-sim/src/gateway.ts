import type { Server } from "node:http";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import {
  chunks,
  type Desk,
  type GatewayParts,
  identify,
  isLarge,
  resume,
  send,
  type Session,
  tell,
} from "./gateway-sessions.ts";
import { guildPayload } from "./guild-payload.ts";
import { INTENTS } from "./intents.ts";
import { guildOf } from "./replies.ts";
import type { Dispatch } from "./world.ts";

export const GATEWAY_DEEDS = [
  "drop",
  "invalid-session",
  "zombie",
  "reconnect",
  "close",
  "unavailable",
  "available",
  "kick",
  "invite",
] as const;
/** What may happen to the bot's connections, or to its place on the server. */
export type GatewayDeed = (typeof GATEWAY_DEEDS)[number];
export type Gateway = {
  url: () => string;
  identifiesLeft: () => number;
  connected: () => boolean;
  identifies: () => number;
  resumes: () => number;
  chunksAsked: () => number;
  act: (deed: GatewayDeed, code?: number) => void;
  /** Tells every session that asked for it. */
  tell: (dispatch: Dispatch) => void;
  listen: (server: Server, url: string) => void;
  close: () => void;
};

const HEARTBEAT_MS = 41_250;

/** Discord's gateway for one guild: identify, ready, heartbeat, resume with replay, and the dispatches of whatever is committed. */
export function makeGateway(parts: GatewayParts): Gateway {
  const desk: Desk = {
    ...parts,
    sessions: new Map(),
    sockets: new Set(),
    address: "",
    identified: 0,
    resumed: 0,
    chunksAsked: 0,
    deaf: false,
    allMembersAskedAt: -Infinity,
  };
  const server = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  server.on("connection", (socket) => attend(desk, socket));
  parts.world.onDispatch((dispatch) => tell(desk, dispatch));
  return {
    url: () => desk.address,
    identifies: () => desk.identified,
    resumes: () => desk.resumed,
    chunksAsked: () => desk.chunksAsked,
    identifiesLeft: () => Math.max(0, 1000 - desk.identified),
    connected: () => [...desk.sessions.values()].some(({ socket }) => socket !== null),
    act: (deed, code) => act(desk, deed, code),
    tell: (dispatch) => tell(desk, dispatch),
    listen: (http, url) => {
      desk.address = url;
      http.on("upgrade", (request, socket, head) => {
        if (!request.url?.startsWith("/gateway")) return void socket.destroy();
        server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client, request));
      });
    },
    close: () => {
      for (const socket of desk.sockets) socket.terminate();
      server.close();
    },
  };
}

/** One connection from hello to its end. */
function attend(desk: Desk, socket: WebSocket): void {
  let session: Session | undefined;
  desk.sockets.add(socket);
  send(socket, { op: 10, d: { heartbeat_interval: desk.heartbeatMs ?? HEARTBEAT_MS } });
  socket.on("message", (data) => {
    const frame = parse(data);
    if (!frame) return socket.close(4002, "Decode error.");
    const { op, d } = frame;
    if (op === 1) return desk.deaf ? undefined : send(socket, { op: 11, d: null });
    if (op === 2 && session) return socket.close(4005, "Already authenticated.");
    if (op === 2) session = identify(desk, socket, d);
    else if (op === 6) session = resume(desk, socket, d);
    else if (!session) socket.close(4003, "Not authenticated.");
    else if (op === 8) chunks(desk, session, d);
  });
  socket.on("close", (code) => {
    desk.sockets.delete(socket);
    if (session?.socket === socket) session.socket = null;
    if (session && (code === 1000 || code === 1001)) desk.sessions.delete(session.id);
  });
  socket.on("error", () => socket.terminate());
}

function parse(data: RawData): { op: number; d: object } | null {
  try {
    const text = Array.isArray(data)
      ? Buffer.concat(data).toString("utf8")
      : Buffer.from(data as Buffer).toString("utf8");
    const frame = JSON.parse(text) as { op?: unknown; d?: object };
    return typeof frame.op === "number" ? { op: frame.op, d: frame.d ?? {} } : null;
  } catch {
    return null;
  }
}

function act(desk: Desk, deed: GatewayDeed, code = 4000): void {
  desk.deaf = deed === "zombie";
  if (deed === "kick" || deed === "invite") setPresence(desk, deed === "invite");
  if (deed === "kick" || deed === "unavailable") return tellGone(desk, deed === "unavailable");
  if (deed === "invite" || deed === "available")
    return tell(desk, {
      type: "GUILD_CREATE",
      data: guildPayload(desk.world.state, isLarge(desk)),
      intents: INTENTS.guilds,
    });
  if (deed === "invalid-session") desk.sessions.clear();
  for (const socket of desk.sockets) {
    if (deed === "drop") socket.terminate();
    if (deed === "close") socket.close(code);
    if (deed === "reconnect") send(socket, { op: 7, d: null });
    if (deed === "invalid-session") send(socket, { op: 9, d: false });
  }
}

function setPresence({ world, botId }: Desk, bot_present: boolean): void {
  const facts = guildOf(world.state);
  world.commit({
    by: facts.owner_id,
    did: bot_present ? "bot.invite" : "bot.kick",
    id: botId,
    changes: [["facts", "guild", { ...facts, bot_present }]],
  });
}

/** Without `unavailable` the bot was removed; with it the guild has an outage. */
function tellGone(desk: Desk, unavailable: boolean): void {
  const { id } = guildOf(desk.world.state);
  tell(desk, { type: "GUILD_DELETE", data: { id, ...(unavailable && { unavailable }) }, intents: INTENTS.guilds });
}
