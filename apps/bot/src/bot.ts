import { REST } from "@discordjs/rest";
import type { BotHealth } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import { openBreaker, type Breaker } from "./breaker.ts";
import { answerInteraction, registerCommands } from "./commands/registry.ts";
import type { Config } from "./config.ts";
import { converge } from "./converge.ts";
import { openCourier } from "./courier.ts";
import { openEar, type Ear } from "./ear.ts";
import { stayConnected, type GatewayWorld, type Known } from "./gateway.ts";
import { whichGuild, type Guild } from "./guild.ts";
import { keepLease, type Lease } from "./lease.ts";
import { startLoop, type Loop } from "./loop.ts";
import { relayMembers, type Relay } from "./relays/member-joined.ts";
import { discordOver, restOptions, type Discord } from "./rest.ts";
import { isFinal, refusalOf, type Server } from "./server.ts";
import { survey } from "./survey.ts";
import { NotOurTurn } from "./troubles.ts";

export interface BotWorld {
  config: Pick<Config, "discordToken" | "discordApiUrl" | "guildId">;
  server: Server;
  holder: string;
  now: () => Date;
  /** Milliseconds that only go forward. */
  clock: () => number;
  /** Waits until another session may be begun at Discord (GW-5). */
  mayIdentify: () => Promise<void>;
  /** Resolves later; rejects as soon as the bot is to stop. */
  pause: (ms: number) => Promise<void>;
  log: { info(facts: object, event: string): void; warn(facts: object, event: string): void };
}

/** The two ways to Discord: asking it, and being told by it. */
export interface Ways {
  rest: REST;
  /** Resolves when `pause` says to stop. */
  stay: (discord: Discord, reactions: Reactions) => Promise<void>;
}
export type Reactions = Omit<GatewayWorld, "discord" | "rest" | "token" | "pause" | "mayIdentify">;

export interface Bot {
  /** Ends in order: no new round, the one at work finishes, the lease is given back. Call after `pause` rejects. */
  stop(): Promise<void>;
}

/** What the bot knows of itself while it lives. */
interface Standing {
  known: Known | undefined;
  health: BotHealth;
  guild: () => Guild;
}

interface Parts {
  standing: Standing;
  lease: Lease;
  loop: Loop;
  ear: Ear;
  relay: Relay;
  /** For reading only; what changes anything asks the lease first. */
  reading: Discord;
  acting: Discord;
  /** Reads the guild afresh and never throws. */
  lookAgain: () => Promise<void>;
}

function overTheNetwork({ config, pause, mayIdentify }: BotWorld): Ways {
  const options = restOptions(config.discordApiUrl);
  return {
    rest: new REST(options).setToken(config.discordToken),
    stay: (discord, reactions) =>
      stayConnected({ discord, rest: options, token: config.discordToken, pause, mayIdentify, ...reactions }),
  };
}

/** The bot's parts, wired: a lease, a gateway, a loop of rounds, relays, commands. */
export function startBot(world: BotWorld, { rest, stay }: Ways = overTheNetwork(world)): Bot {
  const breaker = openBreaker({ clock: world.clock });
  const parts = assemble(world, { rest, breaker });
  rest.on?.("response", (_request, { status, headers }) => breaker.heard(status, headers.get("x-ratelimit-scope")));
  const { lease, loop, ear } = parts;

  const keepingLease = forever(world.pause, async () => world.pause(await lease.renew()));
  const connected = stay(parts.reading, reactions(world, parts));

  return {
    async stop() {
      ear.close();
      loop.clear();
      await loop.quiet();
      await lease.release().catch(() => {});
      await Promise.all([keepingLease, connected]);
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

function assemble(world: BotWorld, { rest, breaker }: { rest: REST; breaker: Breaker }): Parts {
  const { config, server, pause, log } = world;
  const complain = onceInARow((sentence) =>
    sentence === undefined ? log.info({}, "the server answers again") : log.warn({}, sentence),
  );
  const standing: Standing = {
    known: undefined,
    health: { gateway: "connecting", guild: null, trouble: null, missingPermissions: [] },
    guild: () =>
      whichGuild({
        configured: config.guildId,
        known: standing.known && { botId: standing.known.botId, guilds: standing.known.guilds.map(({ id }) => id) },
      }),
  };
  const lease = keepLease({
    server,
    holder: world.holder,
    health: () => ({ ...standing.health, trouble: standing.health.trouble ?? breaker.trouble() }),
    clock: world.clock,
    onWon: (epoch) => {
      log.info({ epoch }, "this bot acts");
      ear.listen();
      if (standing.known) void lookAgain();
    },
    onLost: () => {
      log.warn({}, "this bot stands by");
      ear.close();
      loop.clear();
    },
    onAnswer: () => complain(undefined),
    onTrouble: (error) => complain(refusalOf(error)?.sentence ?? `The server does not answer (${said(error)})`),
    isHopeless: isFinal,
  });
  const acting = discordOver(rest, lease.check, breaker);
  const courier = openCourier({ clock: world.clock, pause });
  const loop = startLoop({
    round: (subject) =>
      converge(subject, {
        server,
        discord: acting,
        guild: standing.guild,
        epoch: lease.epoch,
        now: world.now,
        courier,
      }),
    onTrouble: (subject, error) => roundBrokeOff(log, { subject, error }),
  });
  const ear = openEar({
    server,
    lease: () => lease,
    knowsWhere: () => standing.known !== undefined,
    onBell: loop.ring,
    pause,
    onTrouble: (error) => log.warn({ error: said(error) }, "listening for what is due broke off"),
  });
  const relay = relayMembers({
    server,
    pause: (tries) => pause(Math.min(200 * 2 ** tries, 10_000)),
    isHopeless: isFinal,
    onTrouble: (error) => log.info({ error: said(error) }, "the server has not heard yet who came or went"),
  });
  const reading = discordOver(rest, () => {}, breaker);
  const lookAgain = () =>
    lookAround({ standing, lease, relay, acting, reading }).catch((error: unknown) =>
      log.warn({ error: said(error) }, "the guild could not be read"),
    );
  return { standing, lease, loop, ear, relay, reading, acting, lookAgain };
}

/** A lost lease and an overtaken round are ordinary; the work stays due at the server. */
function roundBrokeOff(log: BotWorld["log"], { subject, error }: { subject: Subject; error: unknown }): void {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const ordinary = error instanceof NotOurTurn || refusalOf(cause)?.word !== undefined;
  if (ordinary) log.info({ subject, because: said(cause) }, "a round was dropped");
  else log.warn({ subject, error: said(cause) }, "a round broke off");
}

/** What happens when the gateway speaks. */
function reactions(world: BotWorld, parts: Parts): Reactions {
  const { server, log, now, pause } = world;
  const { standing, lease, ear, relay, acting, lookAgain } = parts;

  return {
    onReady: (known: Known) => {
      standing.known = known;
      log.info({ guilds: known.guilds.length }, "connected to Discord");
      ear.listen();
      void lookAgain().then(lease.renew);
    },
    onState: (gateway: BotHealth["gateway"], trouble: BotHealth["trouble"]) => {
      standing.health = { ...standing.health, gateway, trouble };
      if (trouble) log.warn({ trouble }, "the connection to Discord is down");
    },
    onGuilds: (guilds: Known["guilds"]) => {
      if (standing.known) standing.known = { ...standing.known, guilds };
      void lookAgain();
      ear.listen();
    },
    onRolesChanged: () => void lookAgain().then(lease.renew),
    onMember: (guildId, discordId, change) => {
      const where = standing.guild();
      if ("id" in where && where.id === guildId) relay.tell(discordId, change);
    },
    onInteraction: (interaction: Parameters<typeof answerInteraction>[0]) => {
      if (!lease.isHeld()) return;
      const told = (event: string, facts: object) => log.warn(facts, event);
      void answerInteraction(interaction, { server, discord: acting, now, pause, log: told });
    },
  };
}

/** Reads the guild afresh: who is there, what the bot may do, whether its commands stand. */
async function lookAround(parts: Pick<Parts, "standing" | "lease" | "relay" | "reading"> & { acting: Discord }) {
  const { standing, lease, relay, reading, acting } = parts;
  const where = standing.guild();
  if (!("id" in where)) {
    standing.health = { ...standing.health, guild: null, trouble: where.trouble };
    return;
  }
  const seen = await survey(reading, { guildId: where.id, botId: where.botId });
  const { guildName, missingPermissions } = seen.facts;
  standing.health = {
    ...standing.health,
    guild: { id: where.id, name: guildName },
    trouble: null,
    missingPermissions,
  };
  relay.tellAll([...seen.members.keys()]);
  if (!lease.isHeld() || !standing.known) return;
  await registerCommands(acting, { applicationId: standing.known.applicationId, guildId: where.id });
}

/** Says a trouble when it begins and when it ends (undefined), and not each time it goes on. */
function onceInARow(say: (sentence: string | undefined) => void): (sentence: string | undefined) => void {
  let last: string | undefined;
  return (sentence) => {
    if (sentence !== last) say(sentence);
    last = sentence;
  };
}

/** Again and again until `pause` says to stop; trouble inside is the turn's own. */
async function forever(pause: (ms: number) => Promise<void>, turn: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await turn();
    } catch {
      try {
        await pause(0);
      } catch {
        return;
      }
    }
  }
}

/** An error as a log may keep it: no body, no header, no token. */
const said = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
