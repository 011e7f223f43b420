import type { GroupStatus } from "@muster/domain/group";
import type { EntityManager } from "../orm.ts";
import { selectRows } from "./select-rows.ts";

export interface JoinableGroup {
  groupId: number;
  groupName: string;
  status: Extract<GroupStatus, "preview" | "active">;
  weekday: number;
  startMinute: number;
  lengthMinutes: number;
  timeZone: string;
  /** The group's own limit, else its cohort's. */
  seats: number;
  taken: number;
  /** Kept for people with an open offer. */
  offered: number;
  /** Joined by a comma; null without one. */
  facilitatorNames: string | null;
  /** The viewer's own; shown whether or not it is full. */
  isCurrent: boolean;
  /** Null until its meetings are planned. */
  firstMeetingAt: Date | null;
  nextMeetingAt: Date | null;
}

/**
 * Live groups of a cohort with a free seat, and the viewer's own, emptiest first. Whether the hour fits the viewer's week
 * and whether the cohort lets people choose is the caller's to say.
 */
export function joinableGroups(
  em: EntityManager,
  { cohortId, personId, now }: { cohortId: number; personId: number; now: Date },
): Promise<JoinableGroup[]> {
  return selectRows(
    em,
    `select * from (
       select groups.id as "groupId", groups.name as "groupName", groups.status, groups.weekday,
              groups.start_minute as "startMinute", groups.length_minutes as "lengthMinutes",
              groups.time_zone as "timeZone", coalesce(groups.max_size, cohort.max_size) as seats,
              groups.taken, groups.offered,
              (select string_agg(person.name, ', ' order by person.id)
               from memberships membership join people person on person.id = membership.person_id
               where membership.group_id = groups.id and membership.status = 'active'
                 and membership.role = 'facilitator') as "facilitatorNames",
              exists (select from memberships mine
                      where mine.group_id = groups.id and mine.person_id = ? and mine.status = 'active') as "isCurrent",
              (select min(meeting.starts_at) from meetings meeting
               where meeting.group_id = groups.id and meeting.status = 'planned') as "firstMeetingAt",
              (select min(meeting.starts_at) from meetings meeting
               where meeting.group_id = groups.id and meeting.status = 'planned'
                 and meeting.starts_at >= ?) as "nextMeetingAt"
       from groups join cohorts cohort on cohort.id = groups.cohort_id
       where groups.cohort_id = ? and groups.status in ('preview', 'active')
     ) choice
     where "isCurrent" or taken + offered < seats
     order by taken, "groupId"`,
    [personId, now, cohortId],
  );
}
