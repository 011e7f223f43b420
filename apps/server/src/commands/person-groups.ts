import { Person, displayName } from "@muster/db/entities/person";
import { selectRows } from "@muster/db/queries/select-rows";
import { formatSlot, type MeetingSlot } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

export interface PersonGroups {
  name: string;
  groups: {
    name: string;
    cohort: string;
    role: Role;
    status: "preview" | "active";
    meets: string;
    nextMeetingAt: Date | null;
    /** Where staff see and move people of this cohort. */
    url: string;
  }[];
  /** Cohorts they signed up for and have no group in. */
  waitingIn: string[];
}

type Row = Omit<PersonGroups["groups"][number], "meets" | "url"> & MeetingSlot & { cohortId: number };

/** Where somebody on the Discord server has their place, for staff (DC-18). */
export async function personGroups(ctx: Context, input: Invocation & { discordId: string }): Promise<PersonGroups> {
  const { em } = await onBehalfOf(ctx, input);
  const person = await em.findOne(Person, { discordId: input.discordId, deletedAt: null });
  if (!person) throw new NotFound("This person has never signed in to Muster.");
  const rows = await selectRows<Row>(em, PLACES, [ctx.clock(), person.id]);
  const waiting = await selectRows<{ cohort: string }>(em, WAITING, [person.id]);
  return {
    name: displayName(person),
    groups: rows.map(({ cohortId, weekday, startMinute, lengthMinutes, timeZone, ...row }) => ({
      ...row,
      meets: `${formatSlot({ weekday, startMinute, lengthMinutes })} (${timeZone})`,
      url: `${ctx.house.config.appUrl}/cohorts/${cohortId}/groups`,
    })),
    waitingIn: waiting.map(({ cohort }) => cohort),
  };
}

const PLACES = `
  select groups.name, cohort.name as cohort, cohort.id as "cohortId", membership.role, groups.status, groups.weekday,
         groups.start_minute as "startMinute", groups.length_minutes as "lengthMinutes", groups.time_zone as "timeZone",
         (select min(meeting.starts_at) from meetings meeting
          where meeting.group_id = groups.id and meeting.status = 'planned' and meeting.starts_at > ?) as "nextMeetingAt"
  from memberships membership
  join groups on groups.id = membership.group_id and groups.status in ('preview', 'active')
  join cohorts cohort on cohort.id = groups.cohort_id
  where membership.person_id = ? and membership.status = 'active'
  order by cohort.start_date desc, groups.id`;

const WAITING = `
  select cohort.name as cohort from signups signup
  join cohorts cohort on cohort.id = signup.cohort_id and cohort.status = 'active'
  where signup.person_id = ? and not exists
    (select 1 from memberships membership where membership.cohort_id = signup.cohort_id
       and membership.person_id = signup.person_id and membership.status in ('active', 'completed'))
  order by cohort.start_date desc`;
