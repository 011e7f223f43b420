import { Person } from "@muster/db/entities/person";
import { SyncTask } from "@muster/db/entities/sync-task";
import { selectRows } from "@muster/db/queries/select-rows";
import { standingVisits, type StandingVisit } from "@muster/db/queries/standing-visits";
import { groupSubject } from "@muster/domain/subject";
import { visitStanding, type VisitEnding } from "@muster/domain/visit";
import type { Context, Signed } from "../context.ts";
import { channelLinks, type ChannelLinks } from "../signups/channel-links.ts";
import { accessOf, type MyGroup } from "../signups/my-groups.ts";

export interface MyVisit {
  visitId: number;
  cohortId: number;
  number: number;
  homeMeetingId: number;
  hostMeetingId: number;
  host: { groupId: number; name: string };
  /** One's own group. */
  home: string;
  startsAt: Date;
  endsAt: Date;
  opensAt: Date;
  closesAt: Date;
  state: "ahead" | "open";
  /** Until the meeting begins. */
  mayCancel: boolean;
  /** The host's rooms, only while they are open to the guest. */
  discord: { access: MyGroup["discord"]["access"]; text: string | null; voice: string | null };
}

export interface LostVisit {
  visitId: number;
  cohortId: number;
  number: number;
  host: string;
  home: string;
  because: VisitEnding;
}

/** Where I am expected as a guest and how far that is, and which visits were lost before their day. */
export async function myVisits(ctx: Signed<Context>): Promise<{ visits: MyVisit[]; lost: LostVisit[] }> {
  const { personId } = ctx.viewer;
  const me = await ctx.em.findOneOrFail(Person, personId);
  const standing = await standingVisits(ctx.em, { personId });
  const ids = standing.map(({ hostGroupId }) => hostGroupId);
  const links = await channelLinks(ctx.em, ids);
  const tasks = await ctx.em.find(SyncTask, { system: "discord", subject: { $in: ids.map(groupSubject) } });
  const visits = standing.flatMap((visit) => {
    const { state } = visitStanding(visit, ctx.clock());
    if (state !== "ahead" && state !== "open") return [];
    const task = tasks.find(({ subject }) => subject === groupSubject(visit.hostGroupId));
    const access = state === "open" ? accessOf(me, { groupId: visit.hostGroupId, task }) : "off";
    const mayCancel = visit.meetsAt > ctx.clock();
    return [
      { ...shown(visit), state, mayCancel, discord: { access, ...linksFor(access, links.get(visit.hostGroupId)) } },
    ];
  });
  return { visits, lost: await lostVisits(ctx, personId) };
}

const shown = (visit: StandingVisit) => ({
  visitId: visit.visitId,
  cohortId: visit.cohortId,
  number: visit.number,
  homeMeetingId: visit.homeMeetingId,
  hostMeetingId: visit.hostMeetingId,
  host: { groupId: visit.hostGroupId, name: visit.hostName },
  home: visit.homeName,
  startsAt: visit.meetsAt,
  endsAt: visit.endsAt,
  opensAt: visit.opensAt,
  closesAt: visit.closesAt,
});

/** A link into a room that is not open leads nowhere. */
const linksFor = (access: MyGroup["discord"]["access"], links: ChannelLinks | undefined): ChannelLinks =>
  access === "granted" && links ? links : { text: null, voice: null };

/** Until the day it was meant for, or until another visit for the same meeting takes its place. */
function lostVisits(ctx: Context, personId: number): Promise<LostVisit[]> {
  return selectRows<LostVisit>(
    ctx.em,
    `select distinct on (visit.cohort_id, visit.number) visit.id as "visitId", visit.cohort_id as "cohortId",
            visit.number, host_group.name as host, home_group.name as home, visit.ending as because
     from visits visit
     join memberships stay on stay.id = visit.membership_id
     join groups home_group on home_group.id = stay.group_id
     join meetings host on host.id = visit.host_meeting_id
     join groups host_group on host_group.id = host.group_id
     where visit.person_id = ? and visit.ending in ('host_ended', 'host_moved', 'stay_ended') and visit.meets_at > ?
       and not exists (select from visits later where later.person_id = visit.person_id
                       and later.cohort_id = visit.cohort_id and later.number = visit.number and later.id > visit.id)
     order by visit.cohort_id, visit.number, visit.id desc`,
    [personId, ctx.clock()],
  );
}
