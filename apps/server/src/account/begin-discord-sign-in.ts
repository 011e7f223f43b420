import type { Context } from "../context.ts";
import { NotAllowed } from "../refusal.ts";
import { discordAuthorizeUrl } from "./discord-oauth.ts";
import { discordDoor } from "./discord-door.ts";
import { nextPath } from "./next-path.ts";
import { hashOf } from "./session.ts";

const TEN_MINUTES = 600_000;

/**
 * One sign-in begins: state and PKCE verifier are written down for ten minutes, bound to this browser by a token that only
 * its cookie holds. Answers where to send it.
 */
export async function beginDiscordSignIn(
  ctx: Context,
  next: string | undefined,
): Promise<{ url: URL; browserToken: string; expires: Date }> {
  const door = discordDoor(ctx.house.config);
  if (!door) throw new NotAllowed("Signing in with Discord is not set up here.");
  const { token } = ctx.house.chance;
  const [state, verifier, browserToken] = [token(), token(), token()];
  const now = ctx.clock();
  const expires = new Date(now.getTime() + TEN_MINUTES);
  await ctx.em.execute("delete from oauth_states where expires_at < ?", [now]);
  await ctx.em.execute(
    "insert into oauth_states (state_hash, browser_hash, verifier, next, expires_at) values (?, ?, ?, ?, ?)",
    [hashOf(state), hashOf(browserToken), verifier, nextPath(next, ctx.house.config.appUrl), expires],
  );
  return { url: await discordAuthorizeUrl(door, { state, verifier }), browserToken, expires };
}
