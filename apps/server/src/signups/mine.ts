import { Person } from "@muster/db/entities/person";
import { selectRows } from "@muster/db/queries/select-rows";
import { usabilityOf, type Availability } from "@muster/domain/availability";
import type { CohortStatus } from "@muster/domain/cohort";
import type { Role } from "@muster/domain/membership";
import { groupingStatus, type GroupingStatus, type UnplacedReason } from "@muster/domain/signup";
import type { Context, Signed } from "../context.ts";
import { myGroups, type MyGroup } from "./my-groups.ts";
import { pastGroups, type PastGroup } from "./past-groups.ts";
import { toTheMember } from "./unplaced-words.ts";

export interface MyCohort {
  cohortId: number;
  course: string;
  cohort: string;
  startDate: string;
  /** The cohort's. */
  timeZone: string;
  numberOfMeetings: number;
  meetingLengthMinutes: number;
  role: Role;
  status: CohortStatus;
  groupingStatus: GroupingStatus;
  reason: { code: UnplacedReason; sentence: string } | null;
  usability: { usable: boolean; sentence: string };
  groups: MyGroup[];
  /** Groups that have ended while one was in them, the latest first. */
  past: PastGroup[];
  directJoin: boolean;
  canJoin: boolean;
  /** Since when one does not take part, and the later cohort one comes to instead, by name; null while one does. */
  away: { since: Date; instead: string | null } | null;
  /** Since when an organiser places them in no run, and which one; why is not theirs to read. Null also while away. */
  leftOut: { since: Date; by: string | null } | null;
}

interface SignupRow extends Pick<
  MyCohort,
  | "cohortId"
  | "course"
  | "cohort"
  | "startDate"
  | "timeZone"
  | "numberOfMeetings"
  | "meetingLengthMinutes"
  | "role"
  | "status"
  | "directJoin"
> {
  ungroupableReason: UnplacedReason | null;
  awayAt: Date | null;
  instead: string | null;
  leftOutAt: Date | null;
  leftOutBy: string | null;
}

/** What I signed up for: where I am placed and what is next, or why I am not. */
export async function myCohorts(ctx: Signed<Context>): Promise<MyCohort[]> {
  const { personId } = ctx.viewer;
  const rows = await selectRows<SignupRow>(ctx.em, signups, [personId]);
  const person = await ctx.em.findOneOrFail(Person, personId);
  const groups = await myGroups(ctx, person);
  const ended = await pastGroups(ctx, personId);
  return rows.map(({ ungroupableReason, awayAt, instead, leftOutAt, leftOutBy, ...row }) => {
    const mine = groups
      .filter((group) => group.cohortId === row.cohortId)
      .map(({ cohortId: _cohortId, ...group }) => group);
    const past = ended.filter((group) => group.cohortId === row.cohortId);
    const completed = past.filter(({ status }) => status === "completed").length;
    const isOpen = row.status === "active";
    return {
      ...row,
      groupingStatus: groupingStatus({
        activePlaces: mine.length + completed,
        ungroupableReason,
        away: awayAt ? (instead === null ? "paused" : "deferred") : leftOutAt && "left_out",
      }),
      reason:
        mine.length === 0 && awayAt === null && leftOutAt === null && ungroupableReason
          ? { code: ungroupableReason, sentence: toTheMember[ungroupableReason] }
          : null,
      usability: usabilitySentence(person.availability, row.meetingLengthMinutes),
      groups: mine,
      past,
      canJoin: isOpen && completed === 0 && row.directJoin && row.role === "participant",
      away: awayAt && { since: awayAt, instead },
      leftOut: awayAt === null && leftOutAt ? { since: leftOutAt, by: leftOutBy } : null,
    };
  });
}

const signups = `
  select cohort.id as "cohortId", course.title as course, cohort.name as cohort, cohort.start_date as "startDate",
         cohort.time_zone as "timeZone", cohort.number_of_meetings as "numberOfMeetings",
         cohort.meeting_length_minutes as "meetingLengthMinutes", signup.role, cohort.status,
         cohort.direct_join as "directJoin", signup.ungroupable_reason as "ungroupableReason",
         signup.paused_at as "awayAt", later.name as instead, signup.left_out_at as "leftOutAt",
         coalesce(nullif(organiser.name, ''), organiser.discord_username) as "leftOutBy"
  from signups signup
  left join people organiser on organiser.id = signup.left_out_by_id and organiser.deleted_at is null
  left join cohorts later on later.id = signup.deferred_to_id
  join cohorts cohort on cohort.id = signup.cohort_id
  join courses course on course.id = cohort.course_id
  where signup.person_id = ?
  order by cohort.start_date desc, cohort.id desc`;

/** Whether a week is enough for this course (AG-21); the page has its own words for the hours themselves. */
export function usabilitySentence(availability: Availability | null, lengthMinutes: number): MyCohort["usability"] {
  if (!availability) return { usable: false, sentence: "You have not painted your week yet." };
  const { usable, longEnough } = usabilityOf(availability, lengthMinutes);
  if (!usable)
    return { usable, sentence: `No stretch of your week is ${lengthMinutes} minutes long, which a meeting needs.` };
  const stretches =
    longEnough.length === 1 ? "One stretch of your week is" : `${longEnough.length} stretches of your week are`;
  return { usable, sentence: `${stretches} long enough for a meeting of ${lengthMinutes} minutes.` };
}
