import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import express, { type Express } from "express";
import type { Bench } from "./call.ts";
import { wallClock } from "./config.ts";
import { consentRouter } from "./consent-page.ts";
import { controlRouter } from "./control/router.ts";
import { type Snapshot, snapshot } from "./control/snapshot.ts";
import { restDoor, tokenDoor } from "./door.ts";
import { found, type Seed } from "./found.ts";
import { type Gateway, makeGateway } from "./gateway.ts";
import { INTENTS, PRIVILEGED } from "./intents.ts";
import { inviteRouter } from "./invite-page.ts";
import { makeInteractions } from "./interactions.ts";
import { forgetful, openJournal } from "./journal.ts";
import { makeLedger } from "./ledger.ts";
import { type Limits, makeBuckets, USUAL_LIMITS } from "./limits.ts";
import { makeOAuth } from "./oauth.ts";
import { loadContract } from "./openapi.ts";
import { guildPage } from "./page/guild-page.ts";
import type { Parts } from "./parts.ts";
import { guildOf } from "./replies.ts";
import { makeRest, type Rest } from "./rest.ts";
import { makeWeather, type Weather } from "./weather.ts";
import { openWorld, type World } from "./world.ts";

export type SimOptions = {
  /** 0 or unset: any free one. */
  port?: number;
  host?: string;
  /** Where the guild is kept; unset: nowhere. */
  journalDirectory?: string;
  token?: string;
  clientId?: string;
  clientSecret?: string;
  /** Milliseconds since 1970. */
  clock?: () => number;
  guild?: Seed;
  /** Discord's OpenAPI description; every request is judged by it, and what it finds stands in the snapshot. */
  contractPath?: string;
  /** Redirect addresses taken at sign-in beside loopback ones. */
  redirectUris?: string[];
  limits?: Partial<Limits>;
  /** Privileged intents the application has; usually GuildMembers. */
  privilegedIntents?: number;
  /** How often a client is to say that it lives; usually as Discord asks for it. */
  heartbeatMs?: number;
};

/** A small Discord on loopback. `url` is the REST base a client is given, ending in /api; `origin` the pages' address. */
export type Sim = AsyncDisposable & {
  url: string;
  origin: string;
  token: string;
  clientId: string;
  clientSecret: string;
  guild: { id: string; ownerId: string };
  world: World;
  weather: Weather;
  gateway: Gateway;
  rest: Rest;
  parts: Parts;
  snapshot: () => Snapshot;
  close: () => Promise<void>;
};

/** Starts it; `await using sim = await startSim()` ends it with the block. */
export async function startSim(options: SimOptions = {}): Promise<Sim> {
  const {
    host = "127.0.0.1",
    port = 0,
    token = "simulated-bot-token",
    clientSecret = "simulated-client-secret",
  } = options;
  const clock = options.clock ?? wallClock;
  const journal = options.journalDirectory ? openJournal(options.journalDirectory) : forgetful();
  const world = openWorld(journal, clock);
  found(world, options.guild ?? {}, options.clientId);
  const timers = new Set<NodeJS.Timeout>();
  const parts = assemble(world, { ...options, token, clientSecret }, (ms, effect) => {
    const timer = setTimeout(() => (timers.delete(timer), effect()), ms);
    timers.add(timer);
  });
  const server = createServer(application(parts));
  const address = await listen(server, { host, port });
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  parts.gateway.listen(server, `${origin.replace("http", "ws")}/gateway`);
  const close = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer);
    parts.gateway.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    world.close();
  };
  const { id, owner_id } = guildOf(world.state);
  return {
    url: `${origin}/api`,
    origin,
    token,
    clientId: parts.bench.botId,
    clientSecret,
    guild: { id, ownerId: owner_id },
    world,
    weather: parts.weather,
    gateway: parts.gateway,
    rest: parts.rest,
    parts,
    snapshot: () => snapshot(parts),
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Later = (ms: number, effect: () => void) => void;
type Settled = SimOptions & { token: string; clientSecret: string };

function assemble(world: World, options: Settled, later: Later): Parts {
  const { clock } = world;
  const { token, clientSecret } = options;
  const botId = guildOf(world.state).bot_id;
  const weather = makeWeather(clock);
  const privileged = options.privilegedIntents ?? INTENTS.members;
  const gateway = makeGateway({
    world,
    token,
    botId,
    weather,
    privileged: privileged & PRIVILEGED,
    later,
    ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
  });
  const oauth = makeOAuth({ clock, nextId: world.nextId, clientId: botId, clientSecret });
  const bench: Bench = {
    world,
    state: world.state,
    botId,
    interactions: makeInteractions(clock, clientSecret),
    gateway,
    closedToDirect: new Set(),
    buckets: makeBuckets(clock, { ...USUAL_LIMITS, ...options.limits }),
    membersIntent: (privileged & INTENTS.members) !== 0,
  };
  const ledger = makeLedger(clock, options.contractPath ? loadContract(options.contractPath) : undefined);
  const pause = (ms: number): Promise<void> => wait(ms, undefined, { ref: false });
  const rest = makeRest({ bench, token, oauth, weather, ledger, pause, later });
  return { bench, rest, gateway, oauth, ledger, weather, redirectUris: options.redirectUris ?? [], pause };
}

function application(parts: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  const raw = express.raw({ type: () => true, limit: "10mb" });
  app.use("/_sim/page", express.static(new URL("page/public", import.meta.url).pathname));
  app.use("/_sim", controlRouter(parts));
  app.get("/healthz", (_, response) => void response.json({ ok: true }));
  app.use(consentRouter(parts));
  app.use(inviteRouter(parts));
  app.post(
    ["/api/oauth2/token", "/api/v10/oauth2/token", "/api/oauth2/token/revoke", "/api/v10/oauth2/token/revoke"],
    raw,
    tokenDoor(parts),
  );
  app.use(["/api/v10", "/api"], raw, restDoor(parts));
  app.get("/", (request, response) => {
    const { searchParams } = new URL(request.originalUrl, "http://sim");
    response.send(guildPage(snapshot(parts), searchParams));
  });
  return app;
}

/** Rejects with a clear sentence when the port is taken. */
function listen(server: Server, { host, port }: { host: string; port: number }): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is in use. Set DISCORD_SIM_PORT to another one, or stop what listens there.`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}
