import type { Context } from "../context.ts";
import type { DiscordIdentity } from "./discord-oauth.ts";
import { openSession } from "./session.ts";

interface SignIn {
  identity: DiscordIdentity;
  userAgent: string | null;
  replaces: string | undefined;
}

/** A Discord identity becomes a person, found by the account's id alone, and a session. A name given here before stays. */
export async function signIn(
  ctx: Context,
  { identity, userAgent, replaces }: SignIn,
): Promise<{ token: string; expires: Date }> {
  const { discordId, displayName, username, avatar } = identity;
  const [person] = await ctx.em.execute<{ id: number }[]>(
    `insert into people (name, discord_id, discord_username, discord_avatar) values (?, ?, ?, ?)
     on conflict (discord_id) do update set discord_username = excluded.discord_username, discord_avatar = excluded.discord_avatar
     returning id`,
    [displayName, discordId, username, avatar],
  );
  if (identity.email) await keepAddress(ctx, person!.id, identity.email);
  return openSession(ctx, { personId: person!.id, userAgent, replaces });
}

/** An address that is somebody else's already is left to them: addresses never join accounts (RFC 9700). */
async function keepAddress(ctx: Context, personId: number, email: string): Promise<void> {
  await ctx.em.execute(
    `update people set email = ? where id = ? and not exists
       (select 1 from people other where lower(other.email) = lower(?) and other.id <> ? and other.deleted_at is null)`,
    [email, personId, email, personId],
  );
}
