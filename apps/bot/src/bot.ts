import { REST } from "@discordjs/rest";
import type { BotHealth } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import { answerInteraction, registerCommands } from "./commands/registry.ts";
import type { Config } from "./config.ts";
import { converge } from "./converge.ts";
import { stayConnected, type Known } from "./gateway.ts";
import { whichGuild, type Guild } from "./guild.ts";
import { keepLease } from "./lease.ts";
import { startLoop } from "./loop.ts";
import { relayMembers } from "./relays/member-joined.ts";
import { discordOver, restOptions } from "./rest.ts";
import { refusalOf, type Server } from "./server.ts";
import { survey } from "./survey.ts";
import { NotOurTurn } from "./troubles.ts";

export interface BotWorld {
  config: Pick<Config, "discordToken" | "discordApiUrl" | "guildId">;
  server: Server;
  holder: string;
  now: () => Date;
  /** Milliseconds that only go forward. */
  clock: () => number;
  /** Resolves later; rejects as soon as the bot is to stop. */
  pause: (ms: number) => Promise<void>;
  log: { info(facts: object, event: string): void; warn(facts: object, event: string): void };
}

export interface Bot {
  /** Ends in order: no new round, the one at work finishes, the lease is given back. Call after `pause` rejects. */
  stop(): Promise<void>;
}

const backOff = (tries: number) => Math.min(200 * 2 ** tries, 10_000);

/** The bot's parts, wired: a lease, a gateway, a loop of rounds, relays, commands. */
export function startBot(world: BotWorld): Bot {
  const { config, server, pause, log } = world;
  const options = restOptions(config.discordApiUrl);
  const rest = new REST(options).setToken(config.discordToken);
  const reading = discordOver(rest);
  let known: Known | undefined;
  let health: BotHealth = { gateway: "connecting", guild: null, trouble: null, missingPermissions: [] };
  let unsubscribe: (() => void) | undefined;

  const guild = (): Guild =>
    whichGuild({
      configured: config.guildId,
      known: known && { botId: known.botId, guilds: known.guilds.map(({ id }) => id) },
    });

  const lease = keepLease({
    server,
    holder: world.holder,
    health: () => health,
    clock: world.clock,
    onWon: (epoch) => {
      log.info({ epoch }, "this bot acts");
      follow();
    },
    onLost: () => {
      log.warn({}, "this bot stands by");
      unsubscribe?.();
      unsubscribe = undefined;
      loop.clear();
    },
    onTrouble: (error) => log.warn({ error: said(error) }, "the server does not answer"),
  });
  const acting = discordOver(rest, lease.check);

  const loop = startLoop({
    round: (subject) => converge(subject, { server, discord: acting, guild, epoch: lease.epoch, now: world.now }),
    onTrouble: (subject, error) => {
      const dropped = error instanceof NotOurTurn || refusalOf(error)?.word !== undefined;
      log[dropped ? "info" : "warn"](
        { subject, error: said(error) },
        dropped ? "a round was dropped" : "a round broke off",
      );
    },
  });

  const relay = relayMembers({
    server,
    pause: (tries) => pause(backOff(tries)),
    isHopeless: (error) => refusalOf(error) !== undefined,
    onTrouble: (error) => log.warn({ error: said(error) }, "the server did not hear who came or went"),
  });

  /** Hears what is due, everything of it at first. Only a bot that may act and knows where it is listens. */
  function follow(): void {
    unsubscribe?.();
    unsubscribe = undefined;
    if (!known || !lease.isHeld()) return;
    const epoch = lease.epoch();
    unsubscribe = server.due(epoch, {
      onData: (subject: Subject) => loop.ring(subject),
      onError: (error) => {
        log.warn({ error: said(error) }, "listening for what is due broke off");
        pause(2_000).then(
          () => lease.isHeld() && lease.epoch() === epoch && follow(),
          () => {},
        );
      },
    });
  }

  /** Reads the guild afresh: who is there, what the bot may do, whether its commands stand. */
  async function lookAround(): Promise<void> {
    const where = guild();
    if (!("id" in where)) {
      health = { ...health, guild: null, trouble: where.trouble };
      return;
    }
    const seen = await survey(reading, { guildId: where.id, botId: where.botId });
    const { guildName, missingPermissions } = seen.facts;
    health = { ...health, guild: { id: where.id, name: guildName }, trouble: null, missingPermissions };
    relay.tellAll([...seen.members.keys()]);
    if (lease.isHeld() && known)
      await registerCommands(acting, { applicationId: known.applicationId, guildId: where.id });
  }
  const lookAgain = () =>
    lookAround().catch((error: unknown) => log.warn({ error: said(error) }, "the guild could not be read"));

  const keepingLease = forever(pause, async () => {
    const wait = await lease.renew();
    await pause(wait);
  });
  const connected = stayConnected({
    discord: reading,
    rest: options,
    token: config.discordToken,
    pause,
    onReady: (now) => {
      known = now;
      log.info({ guilds: now.guilds.length }, "connected to Discord");
      follow();
      void lookAgain().then(() => lease.renew().catch(() => {}));
    },
    onState: (gateway, trouble) => {
      health = { ...health, gateway, trouble };
      if (trouble) log.warn({ trouble }, "the connection to Discord is down");
    },
    onGuilds: (guilds) => {
      if (known) known = { ...known, guilds };
      void lookAgain();
      follow();
    },
    onRolesChanged: () => void lookAgain(),
    onMember: (guildId, discordId, change) => {
      const where = guild();
      if ("id" in where && where.id === guildId) relay.tell(discordId, change);
    },
    onInteraction: (interaction) => {
      if (!lease.isHeld()) return;
      const commands = { server, now: world.now, log: (event: string, facts: object) => log.warn(facts, event) };
      void answerInteraction(interaction, commands);
    },
  });

  return {
    async stop() {
      unsubscribe?.();
      loop.clear();
      await loop.quiet();
      await lease.release().catch(() => {});
      await Promise.all([keepingLease, connected]);
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
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
