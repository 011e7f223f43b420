import { groupSubject, type Subject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

interface GuildMemberChange {
  discordId: string;
  change: "joined" | "left";
}

/** Somebody came to the Discord server or left it: their groups are brought in step (5.7). */
export async function guildMemberChanged(
  ctx: Context,
  { discordId, change }: GuildMemberChange,
): Promise<{ subjects: Subject[] }> {
  return together(ctx, (tx) => noteStanding(tx, [discordId], change === "joined"));
}

/** After the bot connected: who is in the server now. Groups of those whose standing turned out otherwise are looked at. */
export async function guildMembers(
  ctx: Context,
  { discordIds }: { discordIds: string[] },
): Promise<{ subjects: Subject[] }> {
  return together(ctx, async (tx) => {
    const here = await noteStanding(tx, discordIds, true);
    const known = await tx.em.execute<{ discord_id: string }[]>(
      "select discord_id from people where discord_id is not null and in_guild is distinct from false",
    );
    const present = new Set(discordIds);
    const gone = known.map(({ discord_id }) => discord_id).filter((id) => !present.has(id));
    const away = await noteStanding(tx, gone, false);
    return { subjects: [...new Set([...here.subjects, ...away.subjects])] };
  });
}

async function noteStanding(tx: Tx, discordIds: readonly string[], inGuild: boolean): Promise<{ subjects: Subject[] }> {
  if (discordIds.length === 0) return { subjects: [] };
  const changed = await tx.em.execute<{ id: number }[]>(
    `update people set in_guild = ? where discord_id = any(string_to_array(?, ','))
       and in_guild is distinct from ? returning id`,
    [inGuild, discordIds.join(","), inGuild],
  );
  if (changed.length === 0) return { subjects: [] };
  const ids = changed.map(({ id }) => id);
  for (const id of ids) await ring(tx, "person", id);
  const groups = await tx.em.execute<{ id: number }[]>(
    `select distinct g.id from groups g join memberships m on m.group_id = g.id and m.status in ('active', 'completed')
     where m.person_id in (${ids.map(() => "?").join(", ")})
       and (g.status in ('active', 'completed') or (g.status = 'preview' and g.realize_requested_at is not null))
     union select host.group_id from visits v join meetings host on host.id = v.host_meeting_id
     where v.person_id in (${ids.map(() => "?").join(", ")})
       and v.ended_at is null and v.opened_at is not null and v.closed_at is null
     order by id`,
    [...ids, ...ids],
  );
  const subjects = groups.map(({ id }) => groupSubject(id));
  for (const subject of subjects) await requestSync(tx, subject, { systems: ["discord"], allowCreate: false });
  return { subjects };
}
