import { Cohort } from "@muster/db/entities/cohort";
import { selectRows } from "@muster/db/queries/select-rows";
import { usabilityOf, type Availability } from "@muster/domain/availability";
import type { GroupStatus } from "@muster/domain/group";
import type { Role } from "@muster/domain/membership";
import { groupingStatus, type GroupingStatus, type UnplacedReason } from "@muster/domain/signup";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { discordStanding, type DiscordStanding } from "../sync/discord-standing.ts";

export interface PersonRow {
  personId: number;
  name: string;
  role: Role;
  timeZone: string | null;
  answeredAt: Date | null;
  availableMinutes: number;
  ifNeededMinutes: number;
  longestBlockMinutes: number;
  usable: boolean;
  discord: DiscordStanding;
  groupingStatus: GroupingStatus;
  reason: UnplacedReason | null;
  group: { id: number; name: string; status: GroupStatus } | null;
  maxGroups: number | null;
  certified: boolean | null;
  /** Organisers' own words about them (GR-12). */
  note: string | null;
  /** Since when they do not take part, and the later cohort they come to instead, by name. */
  away: { since: Date; instead: string | null } | null;
  /** Placed in no run for the time being: since when, by which organiser, and in which words (SC-14). */
  leftOut: { since: Date; by: string | null; because: string | null } | null;
  /** What they said about the last move of their own. */
  said: { at: Date; words: string } | null;
}

export interface SignedUp {
  personId: number;
  name: string;
  role: Role;
  timeZone: string | null;
  availability: Availability | null;
  answeredAt: Date | null;
  discordId: string | null;
  inGuild: boolean | null;
  ungroupableReason: UnplacedReason | null;
  places: { id: number; name: string; status: GroupStatus }[];
  maxGroups: number | null;
  certifiedAt: Date | null;
  note: string | null;
  awayAt: Date | null;
  instead: string | null;
  leftOutAt: Date | null;
  leftOutBy: string | null;
  leftOutBecause: string | null;
  movedAt: Date | null;
  words: string | null;
}

/** Everybody signed up for a cohort, with week, place and standing, by name. */
export async function cohortPeople(ctx: Context, { cohortId }: { cohortId: number }): Promise<PersonRow[]> {
  const cohort = await ctx.em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
  return (await signedUp(ctx, cohortId)).map((one) => personRow(one, cohort.meetingLengthMinutes));
}

export const signedUp = (ctx: Context, cohortId: number): Promise<SignedUp[]> =>
  selectRows(
    ctx.em,
    `select person.id as "personId",
            coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id) as name, signup.role,
            person.time_zone as "timeZone", person.availability, person.availability_at as "answeredAt",
            person.discord_id as "discordId", person.in_guild as "inGuild",
            signup.ungroupable_reason as "ungroupableReason", signup.staff_note as note, facilitator.max_groups as "maxGroups",
            facilitator.certified_at as "certifiedAt", signup.paused_at as "awayAt", later.name as instead,
            signup.left_out_at as "leftOutAt", signup.left_out_because as "leftOutBecause",
            coalesce(nullif(organiser.name, ''), organiser.discord_username) as "leftOutBy",
            move.at as "movedAt", move.reason as words,
            coalesce((
              select jsonb_agg(jsonb_build_object('id', groups.id, 'name', groups.name, 'status', groups.status) order by groups.id)
              from memberships held join groups on groups.id = held.group_id
              where held.person_id = person.id and held.cohort_id = signup.cohort_id and ((held.status = 'active' and groups.status in ('preview', 'active'))
                  or (held.status = 'completed' and held.role = 'participant'))), '[]') as places
     from signups signup
     join people person on person.id = signup.person_id
     left join facilitators facilitator on facilitator.person_id = person.id
     left join cohorts later on later.id = signup.deferred_to_id
     left join people organiser on organiser.id = signup.left_out_by_id and organiser.deleted_at is null
     left join lateral (
       select at, reason from moves where person_id = person.id and cohort_id = signup.cohort_id and undone_at is null
       order by id desc limit 1) move on true
     where signup.cohort_id = ? and person.deleted_at is null
     order by lower(person.name), person.id`,
    [cohortId],
  );

export function personRow(one: SignedUp, meetingLengthMinutes: number): PersonRow {
  const usability = one.availability && usabilityOf(one.availability, meetingLengthMinutes);
  const blocks = usability ? [...usability.longEnough, ...usability.tooShort] : [];
  const isFacilitator = one.role === "facilitator";
  return {
    personId: one.personId,
    name: one.name,
    role: one.role,
    timeZone: one.timeZone,
    answeredAt: one.answeredAt,
    availableMinutes: usability?.availableMinutes ?? 0,
    ifNeededMinutes: usability?.ifNeededMinutes ?? 0,
    longestBlockMinutes: Math.max(0, ...blocks.map(({ start, end }) => end - start)),
    usable: usability?.usable ?? false,
    discord: discordStanding(one),
    groupingStatus: groupingStatus({
      activePlaces: one.places.length,
      ungroupableReason: one.ungroupableReason,
      away: one.awayAt ? (one.instead === null ? "paused" : "deferred") : one.leftOutAt && "left_out",
    }),
    reason: one.places.length > 0 || one.awayAt || one.leftOutAt ? null : one.ungroupableReason,
    group: one.places[0] ?? null,
    maxGroups: isFacilitator ? (one.maxGroups ?? 1) : null,
    certified: isFacilitator ? one.certifiedAt !== null : null,
    note: one.note,
    away: one.awayAt && { since: one.awayAt, instead: one.instead },
    leftOut: one.leftOutAt && { since: one.leftOutAt, by: one.leftOutBy, because: one.leftOutBecause },
    said: one.movedAt && one.words ? { at: one.movedAt, words: one.words } : null,
  };
}
