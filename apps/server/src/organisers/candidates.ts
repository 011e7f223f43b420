import type { Context } from "../context.ts";

export interface OrganiserCandidate {
  personId: number;
  name: string;
  discordUsername: string | null;
}

/** More than these are a list nobody reads through: the latest to come are shown. */
const MOST_SHOWN = 2_000;

/** Who could be made an organiser: everybody with an account of their own here, by name. */
export async function organiserCandidates(ctx: Context): Promise<OrganiserCandidate[]> {
  const named = [...ctx.house.config.organiserDiscordIds];
  const rows = await ctx.em.execute<OrganiserCandidate[]>(
    `select p.id as "personId", coalesce(nullif(p.name, ''), p.discord_username, 'User ' || p.id) as name,
       p.discord_username as "discordUsername"
     from people p
     where p.deleted_at is null and p.discord_id is not null and p.persona is distinct from 'organiser'
       and not (p.discord_id = any (?::text[])) and not exists (select 1 from organisers o where o.person_id = p.id)
     order by p.id desc limit ${MOST_SHOWN}`,
    [`{${named.join(",")}}`],
  );
  return rows.toSorted((one, other) => one.name.localeCompare(other.name));
}
