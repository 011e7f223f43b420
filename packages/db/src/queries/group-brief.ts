import type { CohortStatus } from "@muster/domain/cohort";
import type { GroupStatus } from "@muster/domain/group";
import type { Role } from "@muster/domain/membership";
import type { MessageOf } from "@muster/domain/message-kind";
import { cohortSubject, groupSubject } from "@muster/domain/subject";
import type { MeetingStatus } from "../entities/meeting.entity.ts";
import type { EntityManager } from "../orm.ts";
import { selectRows } from "./select-rows.ts";

export interface BriefMemberRow {
  membershipId: number;
  personId: number;
  name: string;
  discordId: string | null;
  role: Role;
  timeZone: string | null;
  joinedAt: Date;
}

export interface BriefMeetingRow {
  id: number;
  number: number;
  startsAt: Date;
  lengthMinutes: number;
  status: MeetingStatus;
}

export interface BriefMessageRow {
  notificationId: number;
  key: string;
  said: MessageOf;
  membershipId: number | null;
  personName: string | null;
  discordId: string | null;
}

/** A group as the bot wants it: the course's words, its people, its meetings, the ids we remember. */
export interface GroupBriefRow {
  groupId: number;
  groupName: string;
  status: GroupStatus;
  weekday: number;
  startMinute: number;
  lengthMinutes: number;
  timeZone: string;
  /** The group's own limit, else its cohort's. */
  seats: number;
  realizeRequestedAt: Date | null;
  categoryNumber: number | null;
  archiveNumber: number | null;
  version: number;
  cohortId: number;
  cohortName: string;
  cohortStatus: CohortStatus;
  startDate: string;
  numberOfMeetings: number;
  courseSlug: string;
  courseName: string;
  /** Active members, facilitators first; of a completed group those who completed it. */
  members: BriefMemberRow[];
  /** Discord ids of those who were in it when it ended; nobody's while it lives. */
  lastMembers: string[];
  meetings: BriefMeetingRow[];
  /** Of the group and of its cohort (the category it stands in). */
  remembered: { key: string; id: string; wrote: string | null; missingSinceAt: Date | null }[];
  /** Creates that began and have no outcome yet. */
  pending: { key: string; beganAt: Date }[];
  /** To be said in the group's channel now: what is held back until a moment is not among them. */
  messages: BriefMessageRow[];
}

/** Null when there is no such group (QRY7, QRY10, QRY12, QRY14). Remembered ids and intents are those of Discord. */
export async function groupBrief(em: EntityManager, groupId: number): Promise<GroupBriefRow | null> {
  const [row] = await selectRows<GroupBriefRow>(
    em,
    `select groups.id as "groupId", groups.name as "groupName", groups.status, groups.weekday,
            groups.start_minute as "startMinute", groups.length_minutes as "lengthMinutes",
            groups.time_zone as "timeZone", coalesce(groups.max_size, cohort.max_size) as seats,
            groups.realize_requested_at as "realizeRequestedAt", groups.category_number as "categoryNumber",
            groups.archive_number as "archiveNumber", groups.version,
            cohort.id as "cohortId", cohort.name as "cohortName", cohort.status as "cohortStatus",
            cohort.start_date as "startDate", cohort.number_of_meetings as "numberOfMeetings",
            course.slug as "courseSlug", course.title as "courseName",
            ${members} as members, ${lastMembers} as "lastMembers", ${meetings} as meetings, ${remembered} as remembered, ${pending} as pending,
            ${messages} as messages
     from groups
     join cohorts cohort on cohort.id = groups.cohort_id
     join courses course on course.id = cohort.course_id
     where groups.id = ?`,
    [groupId],
  );
  return row ?? null;
}

/** The subjects whose remembered ids a group's brief carries. */
export const subjectsOf = ({ groupId, cohortId }: { groupId: number; cohortId: number }) =>
  [groupSubject(groupId), cohortSubject(cohortId)] as const;

const members = `coalesce((
  select jsonb_agg(jsonb_build_object(
    'membershipId', membership.id, 'personId', person.id,
    'name', coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id),
    'discordId', person.discord_id, 'role', membership.role, 'timeZone', person.time_zone,
    'joinedAt', membership.joined_at
  ) order by membership.role, person.id)
  from memberships membership join people person on person.id = membership.person_id
  where membership.group_id = groups.id
    and (membership.status = 'active' or (groups.status = 'completed' and membership.status = 'completed'))), '[]')`;

const lastMembers = `coalesce((
  select jsonb_agg(person.discord_id order by person.id)
  from memberships membership join people person on person.id = membership.person_id
  where membership.group_id = groups.id and membership.left_at = groups.ended_at and person.discord_id is not null), '[]')`;

const meetings = `coalesce((
  select jsonb_agg(jsonb_build_object(
    'id', meeting.id, 'number', meeting.number, 'startsAt', meeting.starts_at,
    'lengthMinutes', meeting.length_minutes, 'status', meeting.status
  ) order by meeting.number)
  from meetings meeting where meeting.group_id = groups.id), '[]')`;

const subjects = `('group:' || groups.id, 'cohort:' || groups.cohort_id)`;

const remembered = `coalesce((
  select jsonb_agg(jsonb_build_object(
    'key', ref.key, 'id', ref.external_id, 'wrote', ref.wrote, 'missingSinceAt', ref.missing_since) order by ref.key)
  from external_refs ref
  where ref.system = 'discord' and ref.external_id is not null and ref.subject in ${subjects}), '[]')`;

const pending = `coalesce((
  select jsonb_agg(jsonb_build_object('key', intent.key, 'beganAt', intent.began_at) order by intent.key)
  from intents intent where intent.subject in ${subjects}), '[]')`;

const messages = `coalesce((
  select jsonb_agg(jsonb_build_object(
    'notificationId', note.id, 'key', note.key, 'membershipId', note.membership_id,
    'said', jsonb_build_object('kind', note.kind, 'payload', note.payload),
    'personName', person.name, 'discordId', person.discord_id) order by note.id)
  from notifications note left join people person on person.id = note.person_id
  where note.group_id = groups.id and note.channel = 'discord_channel' and note.status in ('due', 'claimed')
    and note.next_at is null), '[]')`;
