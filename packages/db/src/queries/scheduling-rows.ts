import type { Availability } from "@muster/domain/availability";
import type { Role } from "@muster/domain/membership";
import type { EntityManager } from "../orm.ts";
import { isAway, isAwaiting, isLeftOut } from "./awaiting.ts";
import { selectRows } from "./select-rows.ts";

/** A weekly hour somebody has given away already, in whichever cohort. */
export interface Commitment {
  groupId: number;
  cohortId: number;
  role: Role;
  weekday: number;
  startMinute: number;
  lengthMinutes: number;
  timeZone: string;
  /** The other cohort's start and number of meetings: from when and for how many weeks. */
  startDate: string;
  numberOfMeetings: number;
}

export interface SchedulingRow {
  signupId: number;
  personId: number;
  name: string;
  discordId: string | null;
  discordUsername: string | null;
  /** In the Discord server; null while the bot has not said. */
  inGuild: boolean | null;
  role: Role;
  timeZone: string | null;
  availability: Availability | null;
  availabilityAt: Date | null;
  /** No active place in a live group of this cohort: the same predicate as in the list of cohorts. */
  awaiting: boolean;
  /** Has paused, or comes to a later cohort instead: no candidate whatever else is so. */
  away: boolean;
  /** An organiser places them in no run for the time being. */
  leftOut: boolean;
  certifiedAt: Date | null;
  /** Null when they never said they facilitate. */
  maxGroups: number | null;
  /** Live groups they lead now, over all cohorts; capacity left is maxGroups less these. */
  leading: number;
  commitments: Commitment[];
}

/** Everyone signed up for a cohort, with week, role and places held; who of them is a candidate is the caller's rule (C30). */
export function schedulingRows(em: EntityManager, cohortId: number): Promise<SchedulingRow[]> {
  return selectRows(
    em,
    `select signup.id as "signupId", person.id as "personId", person.name, person.discord_id as "discordId",
            person.discord_username as "discordUsername",
            person.in_guild as "inGuild", signup.role, person.time_zone as "timeZone",
            person.availability, person.availability_at as "availabilityAt", ${isAwaiting} as awaiting, ${isAway} as away,
            ${isLeftOut} as "leftOut",
            facilitator.certified_at as "certifiedAt", facilitator.max_groups as "maxGroups",
            coalesce(held.leading, 0) as leading, coalesce(held.commitments, '[]') as commitments
     from signups signup
     join people person on person.id = signup.person_id
     left join facilitators facilitator on facilitator.person_id = person.id
     left join lateral (
       select count(*) filter (where membership.role = 'facilitator') as leading,
              jsonb_agg(jsonb_build_object(
                'groupId', groups.id, 'cohortId', groups.cohort_id, 'role', membership.role,
                'weekday', groups.weekday, 'startMinute', groups.start_minute,
                'lengthMinutes', groups.length_minutes, 'timeZone', groups.time_zone,
                'startDate', cohort.start_date, 'numberOfMeetings', cohort.number_of_meetings
              ) order by groups.id) as commitments
       from memberships membership
       join groups on groups.id = membership.group_id and groups.status in ('preview', 'active')
       join cohorts cohort on cohort.id = groups.cohort_id
       where membership.person_id = person.id and membership.status = 'active'
     ) held on true
     where signup.cohort_id = ? and person.deleted_at is null
     order by person.id`,
    [cohortId],
  );
}
