export type DiscordStanding = "in_server" | "not_in_server" | "unknown" | "no_account";

/** Whether somebody can be given access on Discord, as far as the bot has told. */
export function discordStanding(person: { discordId: string | null; inGuild: boolean | null }): DiscordStanding {
  if (person.discordId === null) return "no_account";
  if (person.inGuild === null) return "unknown";
  return person.inGuild ? "in_server" : "not_in_server";
}
