import { cast, organiser } from "./demo-cast.ts";

export const usernameOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, "_");

const DISCORD_EPOCH = Date.UTC(2015, 0, 1);

/** A snowflake such as Discord might have given them between 2016 and 2024: the same name has the same one for ever. */
export function discordIdOf(name: string): string {
  let hash = 2_166_136_261;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619) >>> 0;
  const registered = Date.UTC(2016, 0, 1) + Math.floor((hash / 2 ** 32) * 8 * 365 * 86_400_000);
  return String((BigInt(registered - DISCORD_EPOCH) << 22n) | BigInt(hash % 4_194_304));
}

/** Somebody of the demo as the simulated Discord is told about them (`POST /_sim/seed`). */
export interface DemoDiscordUser {
  id: string;
  username: string;
  global_name: string;
  inGuild: boolean;
}

/** Everybody has a Discord account; a few have not come to the server yet. */
export const demoDiscordUsers: readonly DemoDiscordUser[] = [{ ...organiser, absent: false }, ...cast].map(
  ({ name, absent }) => ({ id: discordIdOf(name), username: usernameOf(name), global_name: name, inGuild: !absent }),
);

/** The organiser owns the rehearsal's Discord server. */
export const demoOwner: DemoDiscordUser = demoDiscordUsers[0]!;
