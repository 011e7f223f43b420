import { Group } from "@muster/db/entities/group";
import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { selectRows } from "@muster/db/queries/select-rows";
import { keys } from "@muster/domain/brief";
import type { Context, Signed } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { lengthsOf } from "../waiting/lines.ts";
import { currentPlace } from "./join.ts";

/** What of a group concerns somebody who comes or goes. */
export interface Side {
  name: string;
  /** Of its two channels, those that stand on Discord; none of a group that is only forming. */
  channels: ("text" | "voice")[];
  /** Its events on Discord that are still ahead. */
  events: number;
  /** Whether its channel says who came or went; a group that is forming has nobody to tell. */
  isTold: boolean;
}

export interface Effects {
  leaves: (Side & { people: string[]; waiting: number }) | null;
  joins: Side | null;
  /** Whether a letter confirms it to themselves, when the channels open. */
  letter: boolean;
}

interface SideRow extends Omit<Side, "channels" | "isTold"> {
  status: string;
  keys: string[];
  people: string[];
}

/** What joining or leaving does before anybody does it: channels, events, who is told (JS-7). */
export async function effectsOf(
  ctx: Signed<Context>,
  { cohortId, groupId }: { cohortId: number; groupId: number | null },
): Promise<Effects> {
  const { personId } = ctx.viewer;
  if ((await ctx.em.count(Signup, { person: personId, cohort: cohortId })) === 0)
    throw new NotFound("You are not signed up for this cohort.");
  const target = groupId === null ? null : await ctx.em.findOne(Group, { id: groupId, cohort: cohortId });
  if (groupId !== null && !target) throw new NotFound("There is no such group.");
  const place = await currentPlace(ctx.em, { personId, cohortId });
  const from = place && (await sideOf(ctx, { groupId: place.group.id, personId }));
  const to = target && (await sideOf(ctx, { groupId: target.id, personId }));
  const waiting = place ? ((await lengthsOf(ctx.em, [place.group.id])).get(place.group.id) ?? 0) : 0;
  return {
    leaves: place && from && { ...side(from, place.group.id), people: from.people, waiting },
    joins: target && to && side(to, target.id),
    letter: to?.status === "active" && (await wantsLetter(ctx, personId)),
  };
}

function side({ name, status, events, keys: known }: SideRow, groupId: number): Side {
  const stands = (["text", "voice"] as const).filter((sort) =>
    known.includes(sort === "text" ? keys.textChannel(groupId) : keys.voiceChannel(groupId)),
  );
  return { name, channels: stands, events, isTold: status === "active" && stands.includes("text") };
}

async function sideOf(
  ctx: Context,
  { groupId, personId }: { groupId: number; personId: number },
): Promise<SideRow | null> {
  const [row] = await selectRows<SideRow>(
    ctx.em,
    `select groups.name, groups.status,
            coalesce((select jsonb_agg(ref.key) from external_refs ref where ref.system = 'discord'
              and ref.subject = 'group:' || groups.id and ref.external_id is not null and ref.missing_since is null), '[]') as keys,
            (select count(*) from meetings meeting join external_refs ref on ref.system = 'discord'
              and ref.key = 'group:' || groups.id || '/event-' || meeting.id and ref.external_id is not null
              where meeting.group_id = groups.id and meeting.status = 'planned' and meeting.starts_at > ?) as events,
            coalesce((select jsonb_agg(coalesce(nullif(fellow.name, ''), fellow.discord_username, 'User ' || fellow.id)
                                       order by membership.role, fellow.id)
              from memberships membership join people fellow on fellow.id = membership.person_id
              where membership.group_id = groups.id and membership.status = 'active' and fellow.id <> ?), '[]') as people
     from groups where groups.id = ?`,
    [ctx.clock(), personId, groupId],
  );
  return row ?? null;
}

async function wantsLetter(ctx: Context, personId: number): Promise<boolean> {
  const { email } = await ctx.em.findOneOrFail(Person, personId);
  if (email === null) return false;
  const refused = await ctx.em.execute(
    "select from preferences where person_id = ? and kind = 'group_assigned' and channel = 'email' and not wanted",
    [personId],
  );
  return refused.length === 0;
}
