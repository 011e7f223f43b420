import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
} from "openid-client";
import { z } from "zod";
import { assertOutside } from "../transaction.ts";
import type { DiscordDoor } from "./discord-door.ts";

/** Who somebody is on Discord. The account's id is their identity, never the address. */
export interface DiscordIdentity {
  discordId: string;
  username: string;
  displayName: string;
  avatar: string | null;
  /** Only when Discord has verified it. */
  email: string | null;
}

const userSchema = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  username: z.string().min(1).max(100),
  global_name: z.string().max(100).nullish(),
  avatar: z.string().max(100).nullish(),
  email: z.string().max(320).nullish(),
  verified: z.boolean().nullish(),
});

const ANSWER_WITHIN_SECONDS = 10;

function configurationOf({ signIn, apiUrl }: DiscordDoor): Configuration {
  const configuration = new Configuration(
    {
      issuer: new URL(apiUrl).origin,
      authorization_endpoint: `${apiUrl.replace(/\/api(\/v\d+)?$/, "")}/oauth2/authorize`,
      token_endpoint: `${apiUrl}/oauth2/token`,
    },
    signIn.clientId,
    {},
    ClientSecretPost(signIn.clientSecret),
  );
  configuration.timeout = ANSWER_WITHIN_SECONDS;
  if (apiUrl.startsWith("http:")) allowInsecureRequests(configuration);
  return configuration;
}

/** Where to send a browser that wants to sign in. */
export async function discordAuthorizeUrl(
  door: DiscordDoor,
  { state, verifier }: { state: string; verifier: string },
): Promise<URL> {
  return buildAuthorizationUrl(configurationOf(door), {
    redirect_uri: door.redirectUri,
    scope: "identify email",
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    prompt: "none",
  });
}

/** Changes the code for a token, asks who that is, and forgets the token. Throws when Discord says no or says nothing. */
export async function discordIdentity(
  door: DiscordDoor,
  callback: { url: URL; state: string; verifier: string },
): Promise<DiscordIdentity> {
  assertOutside("Discord");
  const tokens = await authorizationCodeGrant(configurationOf(door), callback.url, {
    pkceCodeVerifier: callback.verifier,
    expectedState: callback.state,
  });
  const response = await fetch(`${door.apiUrl}/v10/users/@me`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_SECONDS * 1_000),
  });
  if (!response.ok) throw new Error(`Discord answered ${response.status} when asked who signed in`);
  const user = userSchema.parse(await response.json());
  return {
    discordId: user.id,
    username: user.username,
    displayName: user.global_name ?? user.username,
    avatar: user.avatar ?? null,
    email: user.verified === true ? (user.email ?? null) : null,
  };
}
