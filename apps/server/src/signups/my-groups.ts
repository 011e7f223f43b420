import type { Person } from "@muster/db/entities/person";
import { SyncTask } from "@muster/db/entities/sync-task";
import { selectRows } from "@muster/db/queries/select-rows";
import { keys } from "@muster/domain/brief";
import type { GroupStatus } from "@muster/domain/group";
import { meetingInstants, type MeetingSlot } from "@muster/domain/meeting-slot";
import { groupSubject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { companyIn, NO_COMPANY, type Company } from "../visits/company.ts";
import { channelLinks } from "./channel-links.ts";

export interface MyMeeting {
  number: number;
  startsAt: Date;
  endsAt: Date;
}

export interface MyGroup extends Company {
  groupId: number;
  name: string;
  status: GroupStatus;
  slot: MeetingSlot;
  nextMeeting: MyMeeting | null;
  meetings: MyMeeting[];
  facilitator: string | null;
  /** Names, only when the group is active. */
  members: string[];
  discord: {
    text: { url: string } | null;
    voice: { url: string } | null;
    access: "granted" | "waiting_for_you" | "waiting" | "no_account" | "off";
    inviteNeeded: boolean;
  };
}

interface GroupRow {
  groupId: number;
  cohortId: number;
  name: string;
  status: GroupStatus;
  weekday: number;
  startMinute: number;
  lengthMinutes: number;
  timeZone: string;
  startDate: string;
  numberOfMeetings: number;
  facilitator: string | null;
  members: string[];
  meetings: { number: number; startsAt: Date; lengthMinutes: number }[];
}

type Me = Pick<Person, "id" | "discordId" | "inGuild">;

/** The live groups a person has a place in. A preview is told as forming: its hour and dates, no people and no channels. */
export async function myGroups(ctx: Context, me: Me): Promise<(MyGroup & { cohortId: number })[]> {
  const rows = await selectRows<GroupRow>(ctx.em, groupsOf, [me.id]);
  const ids = rows.map(({ groupId }) => groupId);
  const links = await channelLinks(ctx.em, ids);
  const tasks = await ctx.em.find(SyncTask, { system: "discord", subject: { $in: ids.map(groupSubject) } });
  const company = new Map<number, Company>();
  for (const cohortId of new Set(rows.map((row) => row.cohortId)))
    for (const [groupId, those] of await companyIn(ctx, cohortId)) company.set(groupId, those);
  return rows.map((row) => {
    const meetings = meetingsOf(row);
    const isActive = row.status === "active";
    const task = tasks.find(({ subject }) => subject === groupSubject(row.groupId));
    const link = links.get(row.groupId);
    const access = isActive ? accessOf(me, { groupId: row.groupId, task }) : "off";
    return {
      groupId: row.groupId,
      cohortId: row.cohortId,
      name: row.name,
      status: row.status,
      slot: slotOf(row),
      nextMeeting: meetings.find(({ endsAt }) => endsAt > ctx.clock()) ?? null,
      meetings,
      facilitator: row.facilitator,
      members: isActive ? row.members : [],
      ...(company.get(row.groupId) ?? NO_COMPANY),
      discord: {
        text: isActive && link?.text ? { url: link.text } : null,
        voice: isActive && link?.voice ? { url: link.voice } : null,
        access,
        inviteNeeded: access === "waiting_for_you",
      },
    };
  });
}

/** As the last round left it: granted where Discord said so, else waiting, for them or for us. */
export function accessOf(
  me: Me,
  { groupId, task }: { groupId: number; task: SyncTask | undefined },
): MyGroup["discord"]["access"] {
  if (me.discordId === null) return "no_account";
  // What was granted before somebody left the server stays granted there, and opens nothing to them.
  if (me.inGuild === false) return "waiting_for_you";
  const outcome = task?.outcomes[keys.access(groupId, "text", me.discordId)];
  if (outcome?.result === "done" && outcome.action !== "delete") return "granted";
  return outcome?.result === "waiting" ? "waiting_for_you" : "waiting";
}

const slotOf = ({ weekday, startMinute, lengthMinutes, timeZone }: GroupRow): MeetingSlot => ({
  weekday,
  startMinute,
  lengthMinutes,
  timeZone,
});

/** The planned ones, or what they will be once the group is realized. */
function meetingsOf(row: GroupRow): MyMeeting[] {
  if (row.meetings.length === 0)
    return meetingInstants(slotOf(row), row.startDate, row.numberOfMeetings).map(({ number, startsAt, endsAt }) => ({
      number,
      startsAt,
      endsAt,
    }));
  return row.meetings.map(({ number, startsAt, lengthMinutes }) => ({
    number,
    startsAt,
    endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
  }));
}

const nameOf = `coalesce(nullif(other.name, ''), other.discord_username, 'User ' || other.id)`;

const groupsOf = `
  select groups.id as "groupId", groups.cohort_id as "cohortId", groups.name, groups.status, groups.weekday,
         groups.start_minute as "startMinute", groups.length_minutes as "lengthMinutes", groups.time_zone as "timeZone",
         cohort.start_date as "startDate", cohort.number_of_meetings as "numberOfMeetings",
         (select string_agg(${nameOf}, ', ' order by other.id)
          from memberships lead join people other on other.id = lead.person_id
          where lead.group_id = groups.id and lead.status = 'active' and lead.role = 'facilitator') as facilitator,
         coalesce((select jsonb_agg(${nameOf} order by other.id)
          from memberships fellow join people other on other.id = fellow.person_id
          where fellow.group_id = groups.id and fellow.status = 'active'), '[]') as members,
         coalesce((select jsonb_agg(jsonb_build_object('number', meeting.number, 'startsAt', meeting.starts_at,
                   'lengthMinutes', meeting.length_minutes) order by meeting.starts_at)
          from meetings meeting where meeting.group_id = groups.id and meeting.status = 'planned'), '[]') as meetings
  from memberships mine
  join groups on groups.id = mine.group_id and groups.status in ('preview', 'active')
  join cohorts cohort on cohort.id = groups.cohort_id
  where mine.person_id = ? and mine.status = 'active'
  order by groups.id`;
