import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import type { SyncRound } from "@muster/db/entities/sync-round";
import type { EntityManager } from "@muster/db/orm";
import { groupBrief, type GroupBriefRow } from "@muster/db/queries/group-brief";
import { selectRows } from "@muster/db/queries/select-rows";
import { standingVisits } from "@muster/db/queries/standing-visits";
import {
  keys,
  type BriefGuest,
  type BriefMeeting,
  type BriefMessage,
  type CohortBrief,
  type GroupBrief,
} from "@muster/domain/brief";
import { isPrivate } from "@muster/domain/message-kind";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { visitStanding } from "@muster/domain/visit";
import type { Context } from "../context.ts";
import { foreseenMeetings } from "../meetings/plan.ts";
import { isDeliveryHeld } from "../notifications/delivery-hold.ts";
import { foreseenCategories } from "./category-number.ts";
import { futureMeetings, withinBudget, type FutureMeeting } from "./event-horizon.ts";

/** What every brief says, from the round it belongs to. */
async function frame(ctx: Context, round: SyncRound, subjects: readonly Subject[]) {
  const { config } = ctx.house;
  const given = await ctx.em.execute<{ discordId: string }[]>(
    `select p.discord_id as "discordId" from organisers o join people p on p.id = o.person_id
     where p.discord_id is not null and p.deleted_at is null order by p.id`,
  );
  const organisers = given.map(({ discordId }) => discordId);
  return {
    ...(await roundFrame(ctx, round, subjects)),
    protected: [...new Set([...config.protectedDiscordIds, ...config.organiserDiscordIds, ...organisers])],
  };
}

export async function roundFrame(ctx: Context, round: SyncRound, subjects: readonly Subject[]) {
  return {
    round: round.id,
    epoch: round.epoch,
    generation: round.generation,
    subject: round.subject,
    installation: ctx.house.installation,
    policy: round.policy,
    ...(await known(ctx.em, subjects)),
  };
}

/** Ids we wrote down, and creates that never told their outcome. */
async function known(em: EntityManager, subjects: readonly Subject[]) {
  const marks = subjects.map(() => "?").join(", ");
  const remembered = await em.execute<{ key: string; id: string; wrote: string | null }[]>(
    `select key, external_id as id, wrote from external_refs
     where system = 'discord' and external_id is not null and subject in (${marks}) order by key`,
    [...subjects],
  );
  const pending = await selectRows<{ key: string; beganAt: Date }>(
    em,
    `select key, began_at as "beganAt" from intents where subject in (${marks}) order by key`,
    subjects,
  );
  return { remembered, pending };
}

/** A cohort in the words of the course: the categories its groups stand in. Null when there is no such cohort. */
export async function composeCohort(ctx: Context, round: SyncRound, cohortId: number): Promise<CohortBrief | null> {
  const cohort = await ctx.em.findOne(Cohort, cohortId, { populate: ["course"], refresh: true });
  if (!cohort) return null;
  const numbers =
    round.dryRun && !round.supposing ? await foreseenNumbers(ctx.em, cohortId) : await placedNumbers(ctx.em, cohortId);
  return {
    ...(await frame(ctx, round, [cohortSubject(cohortId)])),
    about: "cohort",
    course: { title: cohort.course.title },
    cohort: { id: cohort.id, name: cohort.name, status: cohort.status },
    categories: [
      ...numbers.map((number) => ({ key: keys.category(cohortId, number), number })),
      ...(await archiveNumbers(ctx.em, cohortId)).map((number) => ({ key: keys.archive(cohortId, number), number })),
    ],
  };
}

const ascending = (numbers: Iterable<number>) => [...new Set(numbers)].toSorted((a, b) => a - b);

async function foreseenNumbers(em: EntityManager, cohortId: number): Promise<number[]> {
  return ascending((await foreseenCategories(em, cohortId)).values());
}

async function placedNumbers(em: EntityManager, cohortId: number): Promise<number[]> {
  const groups = await em.find(Group, { cohort: cohortId, categoryNumber: { $ne: null } });
  return ascending(groups.map(({ categoryNumber }) => categoryNumber!));
}

/** Archives in which something stands: the cohort has no others. */
async function archiveNumbers(em: EntityManager, cohortId: number): Promise<number[]> {
  const groups = await em.find(Group, { cohort: cohortId, archiveNumber: { $ne: null } });
  return ascending(groups.map(({ archiveNumber }) => archiveNumber!));
}

/** A group in the words of the course. Null when there is no such group. */
export async function composeGroup(ctx: Context, round: SyncRound, groupId: number): Promise<GroupBrief | null> {
  const row = await groupBrief(ctx.em, groupId);
  if (!row) return null;
  const { weekday, startMinute, lengthMinutes, timeZone, cohortId } = row;
  const number = (await foreseenCategories(ctx.em, cohortId)).get(groupId) ?? 1;
  const { archiveNumber, lastMembers } = row;
  const framed = await frame(ctx, round, [cohortSubject(cohortId), groupSubject(groupId)]);
  return {
    ...framed,
    // What an organiser saw as a member goes with the group.
    protected: framed.protected.filter((id) => !lastMembers.includes(id)),
    about: "group",
    course: { title: row.courseName },
    cohort: { id: cohortId, name: row.cohortName, status: row.cohortStatus },
    group: {
      id: groupId,
      name: row.groupName,
      status: row.status,
      slot: { weekday, startMinute, lengthMinutes, timeZone },
      seats: row.seats,
    },
    categoryKey: archiveNumber === null ? keys.category(cohortId, number) : keys.archive(cohortId, archiveNumber),
    members: row.members.map(({ membershipId, personId, name, discordId, role, timeZone: zone }) => ({
      membershipId,
      personId,
      name,
      discordId,
      role,
      timeZone: zone,
    })),
    guests: await guestsOf(ctx, groupId),
    meetings: await meetingsOf(ctx, row, round.dryRun),
    numberOfMeetings: row.numberOfMeetings,
    messages: (await isDeliveryHeld(ctx.em)) ? [] : messagesOf(row),
    homeUrl: `${ctx.house.config.appUrl}/`,
  };
}

/** Who is let in as a guest at this moment: read from the visits and the hour, so that no missed event opens or leaves open a door. */
async function guestsOf(ctx: Context, groupId: number): Promise<BriefGuest[]> {
  const visits = await standingVisits(ctx.em, { hostGroupId: groupId });
  const open = visits.filter((visit) => visitStanding(visit, ctx.clock()).state === "open");
  // Somebody may come to two meetings in a row; they are let in once.
  const [...once] = new Map(open.map((visit) => [visit.personId, visit])).values();
  return once.map(({ visitId, personId, personName: name, discordId }) => ({ visitId, personId, name, discordId }));
}

async function meetingsOf(ctx: Context, row: GroupBriefRow, dryRun: boolean): Promise<BriefMeeting[]> {
  const now = ctx.clock();
  const realized = await futureMeetings(ctx.em, now);
  const standing = new Set(row.remembered.filter(({ missingSinceAt }) => !missingSinceAt).map(({ key }) => key));
  const made = row.meetings.map(({ id, number, startsAt, lengthMinutes, status }) => {
    const at = new Date(startsAt);
    const hasEvent = standing.has(keys.event(row.groupId, id));
    return { id, number, startsAt: at, endsAt: new Date(at.getTime() + lengthMinutes * 60_000), status, hasEvent };
  });
  const foreseen = dryRun ? await foreseenOfCohort(ctx, row.cohortId) : new Map<number, Foreseen[]>();
  const meetings = made.length > 0 ? made : (foreseen.get(row.groupId) ?? []);
  const ahead = [...[...foreseen.values()].flat(), ...meetings].filter(
    ({ startsAt, status }) => startsAt > now && status === "planned",
  );
  const wanted = withinBudget([...realized, ...ahead].filter(uniquely()));
  const event = ({ id, startsAt, status }: Foreseen): BriefMeeting["event"] => {
    if (status === "cancelled") return "cancelled";
    if (startsAt <= now) return "past";
    return wanted.has(id) ? "wanted" : "beyond_horizon";
  };
  return meetings.map((meeting) => {
    const { id, number, startsAt, endsAt } = meeting;
    return { id, number, startsAt, endsAt, event: event(meeting) };
  });
}

interface Foreseen extends FutureMeeting {
  number: number;
  endsAt: Date;
  status: "planned" | "cancelled";
}

/** Meetings that the cohort's previews have or would get: together they use up the horizon, so that each plan knows of all. */
async function foreseenOfCohort(ctx: Context, cohortId: number): Promise<Map<number, Foreseen[]>> {
  const groups = await ctx.em.find(Group, { cohort: cohortId, status: "preview" }, { populate: ["cohort"] });
  const foreseen = new Map<number, Foreseen[]>();
  for (const group of groups) {
    const options = { term: group.cohort, now: ctx.clock() };
    const meetings = await foreseenMeetings(ctx.em, group, options);
    foreseen.set(
      group.id,
      meetings.map((meeting) => ({ ...meeting, status: "planned", hasEvent: false })),
    );
  }
  return foreseen;
}

function uniquely(): (meeting: { id: number }) => boolean {
  const seen = new Set<number>();
  return ({ id }) => !seen.has(id) && Boolean(seen.add(id));
}

/** What the group's channel must be told, each once: the nonce makes Discord itself refuse a second one. */
function messagesOf({ groupId, messages }: GroupBriefRow): BriefMessage[] {
  return messages.flatMap(({ notificationId, said, personName, discordId }) => {
    if (isPrivate(said)) return [];
    const about = { name: personName ?? "Somebody", discordId };
    return [
      { key: keys.message(groupId, notificationId), notificationId, ...said, about, nonce: `muster-${notificationId}` },
    ];
  });
}
