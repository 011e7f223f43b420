import type { CohortStatus } from "@muster/domain/cohort";
import type { GroupStatus } from "@muster/domain/group";
import type { Role } from "@muster/domain/membership";
import type { RunStatus } from "@muster/domain/scheduling-settings";
import type { GroupingStatus, UnplacedReason } from "@muster/domain/signup";
import type { EntityManager } from "../orm.ts";
import { isAway, isAwaiting, isLeftOut } from "./awaiting.ts";
import { selectRows } from "./select-rows.ts";

export interface OverviewPerson {
  personId: number;
  name: string;
  role: Role;
  hasDiscord: boolean;
  timeZone: string | null;
  /** Null: has not painted a week yet. */
  availabilityAt: Date | null;
  groupingStatus: GroupingStatus;
  ungroupableReason: UnplacedReason | null;
  signedUpAt: Date;
  certifiedAt: Date | null;
  maxGroups: number | null;
  /** Live groups of this cohort in which they hold a place. */
  groups: { groupId: number; groupName: string; role: Role }[];
}

export interface OverviewGroup {
  groupId: number;
  groupName: string;
  status: GroupStatus;
  weekday: number;
  startMinute: number;
  lengthMinutes: number;
  timeZone: string;
  seats: number;
  taken: number;
  facilitatorNames: string | null;
  realizeRequestedAt: Date | null;
  nextMeetingAt: Date | null;
  version: number;
}

export interface CohortOverview {
  cohortId: number;
  cohortName: string;
  courseId: number;
  courseName: string;
  courseSlug: string;
  startDate: string;
  timeZone: string;
  numberOfMeetings: number;
  meetingLengthMinutes: number;
  stepMinutes: number;
  minSize: number;
  maxSize: number;
  directJoin: boolean;
  signupsOpen: boolean;
  signupCode: string;
  status: CohortStatus;
  version: number;
  people: OverviewPerson[];
  groups: OverviewGroup[];
  /** The newest first. */
  runs: { runId: number; number: number; status: RunStatus; startedAt: Date | null; endedAt: Date | null }[];
}

/** What the organiser's page shows of one cohort; null when there is none (QRY3). */
export async function cohortOverview(
  em: EntityManager,
  { cohortId, now }: { cohortId: number; now: Date },
): Promise<CohortOverview | null> {
  const [cohort] = await selectRows<Omit<CohortOverview, "people" | "groups" | "runs">>(em, cohortQuery, [cohortId]);
  if (!cohort) return null;
  const people = await selectRows<OverviewPerson>(em, peopleQuery, [cohortId]);
  const groups = await selectRows<OverviewGroup>(em, groupsQuery, [now, cohortId]);
  const runs = await selectRows<CohortOverview["runs"][number]>(em, runsQuery, [cohortId]);
  return { ...cohort, people, groups, runs };
}

const cohortQuery = `
  select cohort.id as "cohortId", cohort.name as "cohortName", course.id as "courseId", course.title as "courseName",
         course.slug as "courseSlug", cohort.start_date as "startDate", cohort.time_zone as "timeZone",
         cohort.number_of_meetings as "numberOfMeetings", cohort.meeting_length_minutes as "meetingLengthMinutes",
         cohort.step_minutes as "stepMinutes", cohort.min_size as "minSize", cohort.max_size as "maxSize",
         cohort.direct_join as "directJoin", cohort.signups_open as "signupsOpen", cohort.signup_code as "signupCode",
         cohort.status, cohort.version
  from cohorts cohort join courses course on course.id = cohort.course_id
  where cohort.id = ?`;

/** Grouping status as domain/signup.ts derives it: a place wins over an old reason. */
const peopleQuery = `
  select person.id as "personId",
         coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id) as name, signup.role,
         person.discord_id is not null as "hasDiscord", person.time_zone as "timeZone",
         person.availability_at as "availabilityAt",
         case when ${isAway} then case when signup.deferred_to_id is null then 'paused' else 'deferred' end
              when ${isLeftOut} then 'left_out'
              when not ${isAwaiting} then 'grouped' when signup.ungroupable_reason is null then 'awaiting_grouping'
              else 'ungroupable' end as "groupingStatus",
         signup.ungroupable_reason as "ungroupableReason", signup.created_at as "signedUpAt",
         facilitator.certified_at as "certifiedAt", facilitator.max_groups as "maxGroups",
         coalesce((
           select jsonb_agg(jsonb_build_object('groupId', groups.id, 'groupName', groups.name, 'role', membership.role)
                            order by groups.id)
           from memberships membership join groups on groups.id = membership.group_id
           where membership.person_id = person.id and membership.cohort_id = signup.cohort_id
             and membership.status = 'active' and groups.status in ('preview', 'active')), '[]') as groups
  from signups signup
  join people person on person.id = signup.person_id
  left join facilitators facilitator on facilitator.person_id = person.id
  where signup.cohort_id = ? and person.deleted_at is null
  order by person.name, person.id`;

const groupsQuery = `
  select groups.id as "groupId", groups.name as "groupName", groups.status, groups.weekday,
         groups.start_minute as "startMinute", groups.length_minutes as "lengthMinutes", groups.time_zone as "timeZone",
         coalesce(groups.max_size, cohort.max_size) as seats, groups.taken,
         (select string_agg(person.name, ', ' order by person.id)
          from memberships membership join people person on person.id = membership.person_id
          where membership.group_id = groups.id and membership.status = 'active'
            and membership.role = 'facilitator') as "facilitatorNames",
         groups.realize_requested_at as "realizeRequestedAt",
         (select min(meeting.starts_at) from meetings meeting
          where meeting.group_id = groups.id and meeting.status = 'planned' and meeting.starts_at >= ?) as "nextMeetingAt",
         groups.version
  from groups join cohorts cohort on cohort.id = groups.cohort_id
  where groups.cohort_id = ?
  order by groups.id`;

const runsQuery = `
  select id as "runId", number, status, started_at as "startedAt", ended_at as "endedAt"
  from schedule_runs where cohort_id = ? order by number desc`;
