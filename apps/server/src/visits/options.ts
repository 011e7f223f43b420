import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { Visit } from "@muster/db/entities/visit";
import { standingVisits } from "@muster/db/queries/standing-visits";
import { FITS, type Fit } from "@muster/domain/availability";
import { VISIT_CLOSES_DAYS_AFTER, VISIT_OPENS_DAYS_BEFORE, visitStanding, visitWindow } from "@muster/domain/visit";
import type { Context, Signed } from "../context.ts";
import { facilitatorsOf } from "../groups/facilitators.ts";
import { fitOfDates } from "../groups/fit.ts";
import { currentPlace } from "../groups/join.ts";
import { NotFound } from "../refusal.ts";
import { mayVisit } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { closedForVisits, whyNoVisit } from "./why-not.ts";

export interface HostChoice {
  meetingId: number;
  groupId: number;
  name: string;
  startsAt: Date;
  endsAt: Date;
  /** When its rooms are open to a guest. */
  opensAt: Date;
  closesAt: Date;
  seatsLeft: number;
  facilitator: string | null;
  /** Of this one date. */
  fit: Fit;
  fitSentence: string;
  /** While one's own group meets: no help to whoever cannot come then. */
  overlaps: boolean;
  /** Null where one can be a guest. */
  notBecause: string | null;
}

export interface HomeMeeting {
  meetingId: number;
  number: number;
  startsAt: Date;
  endsAt: Date;
  /** The group one visits instead. */
  visiting: string | null;
  /** Other groups' meetings of this number that are still ahead, best fit first. */
  hosts: HostChoice[];
}

export interface VisitOptions {
  closedBecause: string | null;
  home: { groupId: number; name: string } | null;
  opensDaysBefore: number;
  closesDaysAfter: number;
  meetings: HomeMeeting[];
}

/** Which of one's meetings one could spend elsewhere, and where: only what is not held yet, each judged on its own date (JS-2). */
export async function visitOptions(ctx: Signed<Context>, { cohortId }: { cohortId: number }): Promise<VisitOptions> {
  const { personId } = ctx.viewer;
  const signup = await ctx.em.findOne(Signup, { person: personId, cohort: cohortId });
  const cohort = signup && (await ctx.em.findOne(Cohort, cohortId));
  if (!signup || !cohort) throw new NotFound("You are not signed up for this cohort.");
  const place = await currentPlace(ctx.em, { personId, cohortId });
  const groups = await ctx.em.find(Group, { cohort: cohortId, status: "active" }, { orderBy: { id: "asc" } });
  const home = groups.find(({ id }) => id === place?.group.id) ?? null;
  const closedBecause = closedForVisits(cohort, signup.role);
  const frame = {
    closedBecause,
    home: home && { groupId: home.id, name: home.name },
    opensDaysBefore: VISIT_OPENS_DAYS_BEFORE,
    closesDaysAfter: VISIT_CLOSES_DAYS_AFTER,
  };
  if (!home || closedBecause) return { ...frame, meetings: [] };
  const facts = await factsOf(ctx, { personId, cohort, groups, home });
  const meetings = facts.meetings
    .filter(({ group }) => group.id === home.id)
    .map((meeting) => homeMeeting(meeting, facts))
    .filter(({ startsAt, hosts }) => startsAt > facts.now || hosts.length > 0);
  return { ...frame, meetings };
}

interface Asked {
  personId: number;
  cohort: Cohort;
  groups: Group[];
  home: Group;
}

async function factsOf(ctx: Context, { personId, cohort, groups, home }: Asked) {
  const now = ctx.clock();
  const ids = groups.map(({ id }) => id);
  const found = await ctx.em.find(
    Meeting,
    { group: { $in: ids }, status: "planned" },
    { orderBy: { startsAt: "asc" } },
  );
  const byId = new Map(groups.map((group) => [group.id, group]));
  const meetings = found.map((meeting) => ({ ...spanOf(meeting), group: byId.get(meeting.group.id)! }));
  const visits = await standingVisits(ctx.em, { cohortId: cohort.id });
  const expected = visits.filter((visit) => visitStanding(visit, now).state !== "ended");
  const mine = await ctx.em.find(
    Visit,
    { person: personId, cohort: cohort.id, endedAt: null },
    { populate: ["hostMeeting.group"] },
  );
  return {
    now,
    cohort,
    home,
    meetings,
    rules: await readRules(ctx.em, cohort.id),
    guests: Map.groupBy(expected, ({ hostMeetingId }) => hostMeetingId),
    visiting: new Map(mine.map(({ number, hostMeeting }) => [number, hostMeeting.group.name])),
    person: await ctx.em.findOneOrFail(Person, personId),
    leads: await facilitatorsOf(ctx, groups),
  };
}

type Facts = Awaited<ReturnType<typeof factsOf>>;
type Dated = Facts["meetings"][number];

const spanOf = ({ id, number, startsAt, lengthMinutes }: Meeting) => ({
  meetingId: id,
  number,
  startsAt,
  endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
});

function homeMeeting({ group: _home, ...meeting }: Dated, facts: Facts): HomeMeeting {
  const hosts = facts.meetings
    .filter(({ group, number }) => group.id !== facts.home.id && number === meeting.number)
    .filter(({ startsAt }) => startsAt > facts.now)
    .map((host) => hostChoice(host, { ...meeting, group: facts.home }, facts));
  return {
    ...meeting,
    visiting: facts.visiting.get(meeting.number) ?? null,
    hosts: hosts.toSorted(
      (a, b) => FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || a.startsAt.getTime() - b.startsAt.getTime(),
    ),
  };
}

function hostChoice(host: Dated, home: Dated, facts: Facts): HostChoice {
  const { group, meetingId, startsAt, endsAt } = host;
  const guests = (facts.guests.get(meetingId) ?? []).map((visit) => visit.personId);
  const overlaps = startsAt < home.endsAt && home.startsAt < endsAt;
  const seatsLeft = Math.max(0, group.freeSeats(facts.cohort) - guests.length);
  return {
    meetingId,
    groupId: group.id,
    name: group.name,
    startsAt,
    endsAt,
    ...visitWindow({ startsAt, endsAt }),
    seatsLeft,
    facilitator: facts.leads.get(group.id) ?? null,
    ...(overlaps ? AT_ONCE : fitOfDates(facts.person, [host])),
    overlaps,
    notBecause: whyNoVisit({
      home: sideOf(home),
      host: sideOf(host),
      seatsLeft,
      visiting: facts.visiting.get(home.number) ?? null,
      mayVisit: mayVisit(facts.rules, { personId: facts.person.id, groupId: group.id, guests }),
      now: facts.now,
    }),
  };
}

const AT_ONCE = { fit: "not_free", fitSentence: "At the same time as your own meeting" } as const;

const sideOf = ({ group, number, startsAt }: Dated) => ({
  groupId: group.id,
  groupName: group.name,
  groupStatus: group.status,
  number,
  startsAt,
});
