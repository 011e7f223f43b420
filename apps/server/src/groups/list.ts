import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { displayName, type Person } from "@muster/db/entities/person";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import type { Loaded } from "@muster/db/orm";
import type { Fit } from "@muster/domain/availability";
import { seatsOf, type GroupStatus } from "@muster/domain/group";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import type { Context } from "../context.ts";
import { degradedWords } from "../realization/group-outcome.ts";
import { NotFound } from "../refusal.ts";
import { channelLinks, type ChannelLinks } from "../signups/channel-links.ts";
import { discordStanding, type DiscordStanding } from "../sync/discord-standing.ts";
import { discordTasks, type DiscordTasks } from "../sync/discord-tasks.ts";
import { lengthsOf } from "../waiting/lines.ts";
import { companyIn, NO_COMPANY, type Company } from "../visits/company.ts";
import { endingsOf, type EndedGroup } from "./ended.ts";
import { datesAhead, fitOfDates } from "./fit.ts";
import { versionsOf } from "./group-version.ts";

export interface GroupMember {
  personId: number;
  membershipId: number;
  name: string;
  role: Role;
  fit: Fit;
  timeZone: string | null;
  discord: DiscordStanding;
}

/** A group with its people, and who else comes to its meetings ahead. */
export interface GroupCard extends Company {
  id: number;
  name: string;
  status: GroupStatus;
  slot: MeetingSlot;
  seats: number;
  taken: number;
  /** Seats kept for people with an open offer; neither taken nor free. */
  offered: number;
  /** How many stand in line for a seat, the offered among them. */
  waiting: number;
  facilitator: string | null;
  members: GroupMember[];
  nextMeeting: Date | null;
  realizeRequestedAt: Date | null;
  /** What an active group lacks, each a few words. */
  degraded: string[];
  channels: ChannelLinks;
  /** How it ended; null while it lives. */
  ended: EndedGroup | null;
  /** What a change of the group expects to find (GR-8). */
  version: number;
  /** Organisers' own words about it (GR-12). */
  note: string | null;
  /** The accepted run that made it, with its name and note (SC-16); null where a hand did. */
  run: RunLabel | null;
}

export type RunLabel = Pick<ScheduleRun, "id" | "number" | "name" | "note">;

/** Every group of a cohort with its people, for the organiser. */
export async function listGroups(ctx: Context, { cohortId }: { cohortId: number }): Promise<GroupCard[]> {
  const cohort = await ctx.em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound("There is no such cohort.");
  const groups = await ctx.em.find(Group, { cohort: cohortId }, { orderBy: { id: "asc" } });
  const ids = groups.map(({ id }) => id);
  const members = await ctx.em.find(
    Membership,
    { group: { $in: ids }, status: "active" },
    { populate: ["person"], orderBy: { role: "asc", id: "asc" } },
  );
  const meetings = await ctx.em.find(
    Meeting,
    { group: { $in: ids }, status: "planned" },
    { orderBy: { startsAt: "asc" } },
  );
  const tasks = await discordTasks(ctx.em, { cohortId, groups });
  const links = await channelLinks(ctx.em, ids);
  const endings = await endingsOf(ctx.em, groups);
  const versions = await versionsOf(ctx.em, ids);
  const lines = await lengthsOf(ctx.em, ids);
  const company = await companyIn(ctx, cohortId);
  const runs = await runLabels(ctx, groups);
  return groups.map((group) =>
    card({
      group,
      cohort,
      members: members.filter((one) => one.group.id === group.id),
      meetings: meetings.filter((one) => one.group.id === group.id),
      tasks,
      channels: links.get(group.id) ?? { text: null, voice: null },
      ended: endings.get(group.id) ?? null,
      version: versions.get(group.id)!,
      waiting: lines.get(group.id) ?? 0,
      company: company.get(group.id) ?? NO_COMPANY,
      run: runs.get(group.run?.id ?? 0) ?? null,
      now: ctx.clock(),
    }),
  );
}

/** Without their proposals, which are large. */
async function runLabels(ctx: Context, groups: readonly Group[]): Promise<Map<number, RunLabel>> {
  const ids = [...new Set(groups.flatMap(({ run }) => (run ? [run.id] : [])))];
  const runs = await ctx.em.find(ScheduleRun, { id: { $in: ids } }, { fields: ["id", "number", "name", "note"] });
  return new Map(runs.map(({ id, number, name, note }) => [id, { id, number, name, note }]));
}

interface Shown {
  group: Group;
  cohort: Cohort;
  members: readonly Loaded<Membership, "person">[];
  meetings: readonly Meeting[];
  tasks: DiscordTasks;
  channels: ChannelLinks;
  ended: EndedGroup | null;
  version: number;
  waiting: number;
  company: Company;
  run: RunLabel | null;
  now: Date;
}

function card({
  group,
  cohort,
  members,
  meetings,
  tasks,
  channels,
  ended,
  version,
  waiting,
  company,
  run,
  now,
}: Shown): GroupCard {
  const dated = meetings.map(({ startsAt, lengthMinutes }) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
  }));
  const ahead = datesAhead({ slot: group.slot(), term: cohort, meetings: dated, now });
  const leads = members.filter(({ role }) => role === "facilitator").map(({ person }) => displayName(person));
  const fitOf = (person: Person) => fitOfDates(person, ahead).fit;
  return {
    id: group.id,
    name: group.name,
    status: group.status,
    slot: group.slot(),
    seats: seatsOf(group, cohort),
    taken: group.taken,
    offered: group.offered,
    waiting,
    facilitator: leads.join(", ") || null,
    members: members.map(({ id, person, role }) => ({
      personId: person.id,
      membershipId: id,
      name: displayName(person),
      role,
      fit: fitOf(person as Person),
      timeZone: person.timeZone,
      discord: discordStanding(person),
    })),
    nextMeeting: ahead[0]?.startsAt ?? null,
    realizeRequestedAt: group.realizeRequestedAt,
    degraded: group.status === "active" ? degradedWords(group, tasks) : [],
    channels,
    ended,
    ...company,
    version,
    note: group.staffNote,
    run,
  };
}
