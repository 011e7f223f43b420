import { Client, Events, GatewayIntentBits, type Interaction, type RESTOptions } from "discord.js";
import { Routes, type RESTGetAPIGatewayBotResult } from "discord-api-types/v10";
import type { Trouble } from "@muster/domain/report";
import { judge, wireTrouble } from "./troubles.ts";
import type { Discord } from "./rest.ts";

/** Who the bot is and where, as the gateway told when it was ready. */
export interface Known {
  botId: string;
  applicationId: string;
  guilds: { id: string; name: string }[];
}

export interface GatewayWorld {
  discord: Discord;
  rest: Partial<RESTOptions>;
  token: string;
  /** Resolves later; rejects when the bot is to stop. */
  pause: (ms: number) => Promise<void>;
  /** Waits until another session may be begun (GW-5). */
  mayIdentify: () => Promise<void>;
  /** Every READY: whatever happened before may have been missed (GW-3). */
  onReady: (known: Known) => void;
  onState: (state: "connecting" | "ready" | "down", trouble: Trouble | null) => void;
  onGuilds: (guilds: Known["guilds"]) => void;
  onRolesChanged: () => void;
  onMember: (guildId: string, discordId: string, change: "joined" | "left") => void;
  onInteraction: (interaction: Interaction) => void;
}

const STOPPING = Symbol("stopping");

/** A day's 1,000 sessions are never spent by a loop of ours: past them Discord resets the token (GW-5). */
const SESSIONS_KEPT = 50;
const QUICK_TRIES = 5;
const SLOW_MS = 90_000;
/** The library reconnects by itself; when that takes so long, we begin anew. */
const PATIENCE_MS = 45_000;
/** What only a person can mend is tried this rarely. */
const REFUSED_MS = 600_000;

const REFUSALS: Readonly<Record<number, string>> = {
  4004: "Discord does not accept the bot's token. Check DISCORD_BOT_TOKEN.",
  4013: "Discord does not know the intents the bot asks for. Update Muster.",
  4014: "The bot may not see who is in the server. Switch on the Server Members intent in Discord's developer portal.",
};

type End = { refused: number } | { lost: unknown };

/** Stays connected for ever, one life after another, and says how it goes. Resolves when `pause` says to stop. */
export async function stayConnected(world: GatewayWorld): Promise<void> {
  for (let tries = 1; ; tries++) {
    world.onState("connecting", null);
    const beganWell = { yes: false };
    const end = await oneLife(world, () => (beganWell.yes = true));
    if (beganWell.yes) tries = 1;
    const refused = "refused" in end;
    if (!refused && end.lost === STOPPING) return;
    world.onState("down", refused ? refusal(end.refused) : wireTrouble(judge(end.lost).trouble));
    try {
      await world.pause(refused ? REFUSED_MS : tries > QUICK_TRIES ? SLOW_MS : 1_000 * 2 ** (tries - 1));
    } catch {
      return;
    }
  }
}

const refusal = (code: number): Trouble => ({
  class: "needs_person",
  code: String(code),
  message: REFUSALS[code] ?? `Discord closed the connection for good (${code}).`,
});

/** From logging in to being lost for good. */
async function oneLife(world: GatewayWorld, onBegan: () => void): Promise<End> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers, GatewayIntentBits.GuildScheduledEvents],
    rest: world.rest,
  });
  const over = Promise.withResolvers<End>();
  let life = 0;
  listen(client, world, {
    alive: () => {
      life++;
      onBegan();
    },
    uncertain: () => {
      const then = ++life;
      const check = () =>
        life === then && over.resolve({ lost: new Error("The connection to Discord did not come back") });
      world.pause(PATIENCE_MS).then(check, () => over.resolve({ lost: STOPPING }));
    },
    end: over.resolve,
  });
  try {
    await keepSessions(world);
    await world.mayIdentify();
    await client.login(world.token);
    // Held for ever unless something ends it; stopping is one of those things.
    world.pause(2 ** 31 - 1).catch(() => over.resolve({ lost: STOPPING }));
    return await over.promise;
  } catch (error) {
    return refusedAtLogin(error) ?? { lost: error };
  } finally {
    client.removeAllListeners();
    client.on(Events.Error, () => {});
    await client.destroy().catch(() => {});
  }
}

function refusedAtLogin(error: unknown): End | undefined {
  const text = `${(error as { code?: unknown }).code} ${(error as Error).message}`;
  if (/TokenInvalid|401|4004|TokenRefused|accept the bot's token/.test(text)) return { refused: 4004 };
  return /4014|disallowed intents/i.test(text) ? { refused: 4014 } : undefined;
}

/** Waits rather than spend the last sessions of the day. */
async function keepSessions({ discord, pause }: GatewayWorld): Promise<void> {
  const { session_start_limit: limit } = await discord.ask<RESTGetAPIGatewayBotResult>(Routes.gatewayBot());
  if (limit.remaining <= SESSIONS_KEPT) await pause(Math.ceil(limit.reset_after / (limit.remaining + 1)));
}

interface Life {
  alive: () => void;
  uncertain: () => void;
  end: (end: End) => void;
}

function listen(client: Client, world: GatewayWorld, life: Life): void {
  const guilds = () => client.guilds.cache.map(({ id, name }) => ({ id, name: name ?? "" }));
  const ready = () => {
    life.alive();
    world.onState("ready", null);
    world.onReady({
      botId: client.user!.id,
      applicationId: client.application?.id ?? client.user!.id,
      guilds: guilds(),
    });
  };
  client.on(Events.ShardReady, () => client.user && client.isReady() && ready());
  client.once(Events.ClientReady, ready);
  client.on(Events.ShardResume, () => {
    life.alive();
    world.onState("ready", null);
  });
  client.on(Events.ShardReconnecting, () => {
    life.uncertain();
    world.onState("connecting", null);
  });
  client.on(Events.ShardDisconnect, ({ code }) =>
    life.end(code in REFUSALS ? { refused: code } : { lost: new Error(`Closed with ${code}`) }),
  );
  client.on(Events.Invalidated, () => life.end({ lost: new Error("The session was ended") }));
  client.on(Events.Error, () => {});
  client.on(Events.ShardError, () => {});
  client.on(Events.GuildCreate, () => world.onGuilds(guilds()));
  client.on(Events.GuildDelete, () => world.onGuilds(guilds()));
  for (const event of [
    Events.GuildRoleCreate,
    Events.GuildRoleUpdate,
    Events.GuildRoleDelete,
    Events.GuildUpdate,
  ] as const)
    client.on(event, () => world.onRolesChanged());
  client.on(Events.GuildMemberUpdate, (_before, { id }) => id === client.user?.id && world.onRolesChanged());
  client.on(Events.GuildMemberAdd, ({ id, guild }) => world.onMember(guild.id, id, "joined"));
  client.on(Events.GuildMemberRemove, ({ id, guild }) => world.onMember(guild.id, id, "left"));
  client.on(Events.InteractionCreate, world.onInteraction);
}
