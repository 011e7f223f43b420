import type { Config, DiscordSignIn } from "../config.ts";

export interface DiscordDoor {
  signIn: DiscordSignIn;
  apiUrl: string;
  redirectUri: string;
}

/** How this installation reaches Discord's sign-in, or null where it is not configured. */
export const discordDoor = ({ discordSignIn, discordApiUrl, appUrl }: Config): DiscordDoor | null =>
  discordSignIn && { signIn: discordSignIn, apiUrl: discordApiUrl, redirectUri: `${appUrl}/auth/discord/callback` };
