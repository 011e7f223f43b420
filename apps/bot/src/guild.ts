import type { Trouble } from "@muster/domain/report";
import { invitationUrl } from "./permissions.ts";

/** The one guild this installation serves, or why there is none. */
export type Guild = { id: string; botId: string } | { trouble: Trouble };

export interface Whereabouts {
  /** From configuration. */
  configured: string | undefined;
  /** Undefined until Discord has told us who we are and where. */
  known: { botId: string; guilds: readonly string[] } | undefined;
}

/** The configured guild, else the only one the bot is in, else none (C38). */
export function whichGuild({ configured, known }: Whereabouts): Guild {
  if (!known)
    return {
      trouble: { class: "passing", code: "bot_unavailable", message: "The bot is still connecting to Discord" },
    };
  const { botId, guilds } = known;
  if (configured !== undefined)
    return guilds.includes(configured)
      ? { id: configured, botId }
      : noGuild(`The bot is not in the configured Discord server. Invite it: ${invitationUrl(botId)}`);
  const [only, ...others] = guilds;
  if (only === undefined) return noGuild(`The bot is in no Discord server. Invite it: ${invitationUrl(botId)}`);
  return others.length === 0
    ? { id: only, botId }
    : noGuild("The bot is in several Discord servers. Name one of them in DISCORD_GUILD_ID.");
}

const noGuild = (message: string): Guild => ({ trouble: { class: "needs_person", code: "no_guild", message } });
