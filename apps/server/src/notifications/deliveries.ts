import { selectRows } from "@muster/db/queries/select-rows";
import type { Channel, MessageKind } from "@muster/domain/message-kind";
import type { Context } from "../context.ts";
import { discordStanding, type DiscordStanding } from "../sync/discord-standing.ts";

/** The last thing somebody was told by one channel, and its fate. */
export interface LastTold {
  channel: Channel;
  kind: MessageKind;
  status: "due" | "claimed" | "sent" | "skipped" | "failed";
  at: Date;
  error: string | null;
}

export interface PersonReached {
  personId: number;
  name: string;
  groups: string[];
  discord: DiscordStanding;
  hasEmail: boolean;
  told: LastTold[];
  /** Something reached them, or will; false: nobody told them of their place yet. */
  reached: boolean;
}

type Row = Omit<PersonReached, "discord" | "reached" | "told"> & {
  discordId: string | null;
  inGuild: boolean | null;
  told: (Omit<LastTold, "at"> & { toldAt: Date })[];
};

/** What reached each member of a cohort's active groups, by mail, in the channel and directly (SY-4); by name. */
export async function deliveries(ctx: Context, { cohortId }: { cohortId: number }): Promise<PersonReached[]> {
  const rows = await selectRows<Row>(ctx.em, QUERY, [cohortId]);
  return rows.map(({ discordId, inGuild, told, ...row }) => ({
    ...row,
    discord: discordStanding({ discordId, inGuild }),
    told: told.map(({ toldAt, ...one }) => ({ ...one, at: toldAt })),
    reached: told.some(({ status }) => status === "sent" || status === "due" || status === "claimed"),
  }));
}

const QUERY = `
  select person.id as "personId", coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id) as name,
         person.discord_id as "discordId", person.in_guild as "inGuild", person.email is not null as "hasEmail",
         jsonb_agg(distinct groups.name) as groups,
         coalesce((
           select jsonb_agg(jsonb_build_object(
             'channel', note.channel, 'kind', note.kind, 'status', note.status, 'error', note.error,
             'toldAt', coalesce(note.sent_at, note.updated_at)) order by note.channel)
           from (select distinct on (channel) * from notifications
                 where person_id = person.id
                   and membership_id in (select id from memberships where person_id = person.id and cohort_id = cohort.id
                                           and status = 'active')
                 order by channel, id desc) note), '[]') as told
  from memberships membership
  join groups on groups.id = membership.group_id and groups.status = 'active'
  join cohorts cohort on cohort.id = groups.cohort_id
  join people person on person.id = membership.person_id and person.deleted_at is null
  where cohort.id = ? and membership.status = 'active'
  group by person.id, cohort.id
  order by name, person.id`;
