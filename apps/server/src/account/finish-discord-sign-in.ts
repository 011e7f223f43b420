import type { Context } from "../context.ts";
import { discordDoor } from "./discord-door.ts";
import { discordIdentity } from "./discord-oauth.ts";
import { hashOf } from "./session.ts";
import { signIn } from "./sign-in.ts";

/** Why nobody is signed in afterwards; the sign-in page has a sentence for each. */
export type SignInProblem = "state" | "denied" | "unreachable";

interface Callback {
  url: URL;
  /** The cookie of the browser that came back, which must be the one that left. */
  browserToken: string | undefined;
  userAgent: string | null;
  /** The session this browser had before. */
  replaces: string | undefined;
}

export type SignInOutcome = { problem: SignInProblem } | { next: string; token: string; expires: Date };

/**
 * The browser is back from Discord. A state that is missing, unknown, used, expired or of another browser ends here, before
 * Discord is asked anything; each state works once.
 */
export async function finishDiscordSignIn(ctx: Context, callback: Callback): Promise<SignInOutcome> {
  const door = discordDoor(ctx.house.config);
  const states = callback.url.searchParams.getAll("state");
  const [state] = states;
  if (!door || !state || states.length > 1 || !callback.browserToken) return { problem: "state" };
  const [begun] = await ctx.em.execute<{ verifier: string; next: string }[]>(
    `update oauth_states set used_at = ?
     where state_hash = ? and browser_hash = ? and used_at is null and expires_at > ? returning verifier, next`,
    [ctx.clock(), hashOf(state), hashOf(callback.browserToken), ctx.clock()],
  );
  if (!begun) return { problem: "state" };
  if (callback.url.searchParams.has("error")) return { problem: "denied" };
  try {
    const url = new URL(door.redirectUri);
    url.search = callback.url.search;
    const identity = await discordIdentity(door, { url, state, verifier: begun.verifier });
    const session = await signIn(ctx, { identity, userAgent: callback.userAgent, replaces: callback.replaces });
    return { next: begun.next, ...session };
  } catch (error) {
    ctx.house.log.warn({ reqId: ctx.requestId, err: error }, "signing in with Discord failed");
    return { problem: "unreachable" };
  }
}
