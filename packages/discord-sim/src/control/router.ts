import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { addPeople, type Seed, setBotPermissions } from "../found.ts";
import { GATEWAY_DEEDS, type GatewayDeed } from "../gateway.ts";
import type { Parts } from "../parts.ts";
import { BITS, bitsOf } from "../permissions.ts";
import { guildOf } from "../replies.ts";
import { type Fault, FAULTS } from "../weather.ts";
import { Clumsy } from "./clumsy.ts";
import { type CommandWish, type ComponentWish, pressComponent, runCommand } from "./commands.ts";
import { byHand, HANDIWORK, type Handiwork } from "./hand.ts";
import { changeMembers, type Coming } from "./members.ts";
import { snapshot } from "./snapshot.ts";

type Verb = (body: never) => unknown;

/** Everything one can do to the simulator itself, under /_sim; JSON in, JSON out, and a sentence when it cannot be. */
export function controlRouter(parts: Parts): Router {
  const router = express.Router();
  router.use(refuseForeignPages, express.raw({ type: () => true, limit: "5mb" }));
  router.get("/snapshot", (_, response) => void response.json(snapshot(parts)));
  router.get("/changes", (_, response) => changes(parts, response));
  router.get("/weather", (_, response) => void response.json({ faults: parts.weather.list() }));
  router.delete("/weather", (_, response) => {
    parts.weather.clear();
    response.json({ faults: [] });
  });
  router.get("/interactions/:id", (request, response) => {
    const interaction = parts.bench.interactions.find(request.params.id);
    response
      .status(interaction ? 200 : 404)
      .json(interaction ? { interaction } : { error: "There is no such interaction." });
  });
  for (const [path, verb] of Object.entries(verbs(parts)))
    router.post(path, (request, response) => grant(verb, request, response));
  return router;
}

/** Does what is wished, or says in a sentence why it cannot be. */
async function grant(verb: Verb, { body }: Request, response: Response): Promise<void> {
  try {
    const wish: unknown = Buffer.isBuffer(body) && body.length > 0 ? JSON.parse(body.toString("utf8")) : {};
    response.json((await verb(wish as never)) ?? {});
  } catch (error) {
    if (error instanceof Clumsy) response.status(error.status).json({ error: error.message });
    else if (error instanceof SyntaxError) response.status(400).json({ error: "This is not JSON." });
    else throw error;
  }
}

function verbs(parts: Parts): Record<string, Verb> {
  const { bench, weather, gateway, ledger } = parts;
  return {
    "/weather": (body: { faults?: Fault[] } & Fault) => ({ faults: expect(parts, body.faults ?? [body]) }),
    "/weather/clear": () => weather.clear(),
    "/gateway": ({ do: deed, code }: { do: GatewayDeed; code?: number }) => {
      if (!GATEWAY_DEEDS.includes(deed))
        throw new Clumsy(400, `Nothing is called ${deed}: ${GATEWAY_DEEDS.join(", ")}.`);
      gateway.act(deed, code);
    },
    "/members": (body: Coming) => changeMembers(parts, body),
    "/direct-messages": (body: { userId: string; closed: boolean }) => closeDirect(parts, body),
    "/commands": async (wish: CommandWish) => ({ interaction: await runCommand(parts, wish) }),
    "/components": async (wish: ComponentWish) => ({ interaction: await pressComponent(parts, wish) }),
    "/hand": (work: Handiwork) => {
      if (!HANDIWORK.includes(work.do)) throw new Clumsy(400, `Nothing is called ${work.do}: ${HANDIWORK.join(", ")}.`);
      return byHand(parts, work);
    },
    "/permissions": (body: Grants) => changePermissions(parts, body),
    "/seed": (seed: Seed) => sow(parts, seed),
    "/calls/reset": () => ledger.reset(),
    "/clock": () => ({ now: new Date(bench.world.clock()).toISOString() }),
  };
}

function expect({ weather }: Parts, faults: Fault[]): object[] {
  for (const { fault } of faults)
    if (!FAULTS.includes(fault)) throw new Clumsy(400, `No fault is called ${fault}: ${FAULTS.join(", ")}.`);
  weather.expect(...faults);
  return weather.list();
}

function closeDirect({ bench }: Parts, { userId, closed }: { userId: string; closed: boolean }): void {
  if (closed) bench.closedToDirect.add(userId);
  else bench.closedToDirect.delete(userId);
}

type Grants = { take?: string[]; give?: string[]; set?: string[] };

/** The bot's role loses, gains or is set to permissions. */
function changePermissions({ bench }: Parts, { take = [], give = [], set }: Grants): { permissions: string } {
  for (const name of [...take, ...give, ...(set ?? [])])
    if (!BITS.has(name)) throw new Clumsy(400, `There is no permission called ${name}.`);
  const { state } = bench.world;
  const now = BigInt(state.roles.get(guildOf(state).bot_role_id)?.permissions ?? 0);
  const bits = set ? bitsOf(set) : (now | bitsOf(give)) & ~bitsOf(take);
  setBotPermissions(bench.world, bits);
  return { permissions: String(bits) };
}

function sow({ bench }: Parts, seed: Seed): { added: number; guildId: string } {
  const { id } = guildOf(bench.world.state);
  if (seed.guildId && seed.guildId !== id)
    throw new Clumsy(
      409,
      `The guild exists already, and its id is ${id}. Start with an empty folder to give it another.`,
    );
  return { ...addPeople(bench.world, seed), guildId: id };
}

/** Server-sent events: a line whenever anything changed; what, is in the snapshot. */
function changes({ bench, gateway }: Parts, response: Response): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(`data: ${JSON.stringify({ connected: gateway.connected() })}\n\n`);
  const stop = bench.world.onEffect(({ n, did }) => void response.write(`data: ${JSON.stringify({ n, did })}\n\n`));
  response.on("close", stop);
}

/** A page of another origin may not steer the simulator through somebody's browser. */
const refuseForeignPages: RequestHandler = (request, response, next) => {
  const { origin } = request.headers;
  if (origin === undefined || URL.parse(origin)?.host === request.headers.host) return next();
  response.status(403).json({ error: "Another page may not do this." });
};
