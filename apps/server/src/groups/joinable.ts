import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import type { Membership } from "@muster/db/entities/membership";
import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { Loaded } from "@muster/db/orm";
import { FITS, type Fit } from "@muster/domain/availability";
import { LIVE_GROUP_STATUSES, type GroupStatus } from "@muster/domain/group";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { Context, Signed } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { BY_HAND, keepsRules } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { facilitatorsOf } from "./facilitators.ts";
import { datesAhead, fitOfDates } from "./fit.ts";
import { linesSeenBy, type Line } from "../waiting/lines.ts";
import { closedFor, joinRules } from "./join-rules.ts";
import { currentPlace, whyNot } from "./join.ts";
import { ownMoves, type MyMove } from "./own-moves.ts";

export interface JoinableGroup {
  groupId: number;
  name: string;
  status: GroupStatus;
  slot: MeetingSlot;
  nextMeetingAt: Date | null;
  seatsLeft: number;
  facilitator: string | null;
  fit: Fit;
  fitSentence: string;
  isCurrent: boolean;
  /** When its first meeting began; null before. */
  startedAt: Date | null;
  joinable: boolean;
  notBecause: string | null;
  /** Of a full group that the reader could join otherwise, or stands in line for. */
  line: Line | null;
}

export interface Joinable {
  current: { groupId: number; name: string } | null;
  groups: JoinableGroup[];
  closedBecause: string | null;
  /** What one may do here and until when, in sentences. */
  rules: string[];
  moves: MyMove[];
}

/** A cohort's groups as a member sees them: nothing vanishes, what cannot be joined says why (JS-3, JS-5). */
export async function joinableGroups(ctx: Signed<Context>, { cohortId }: { cohortId: number }): Promise<Joinable> {
  const { personId } = ctx.viewer;
  const signup = await ctx.em.findOne(Signup, { person: personId, cohort: cohortId });
  const cohort = signup && (await ctx.em.findOne(Cohort, cohortId));
  if (!signup || !cohort) throw new NotFound("You are not signed up for this cohort.");
  const person = await ctx.em.findOneOrFail(Person, personId);
  const current = await currentPlace(ctx.em, { personId, cohortId });
  const groups = await ctx.em.find(
    Group,
    { cohort: cohortId, status: { $in: [...LIVE_GROUP_STATUSES] } },
    { populate: ["cohort"], orderBy: { id: "asc" } },
  );
  const closedBecause = closedFor(cohort, signup.role);
  const meetings = await meetingsOf(ctx, groups);
  const leads = await facilitatorsOf(ctx, groups);
  const lines = await linesSeenBy(ctx.em, { personId, groupIds: groups.map(({ id }) => id) });
  const here = await readRules(ctx.em, cohortId);
  const cards = groups.map((group) =>
    card({
      byHand: !keepsRules(here, [{ personId, to: group.id }]),
      group,
      person,
      current,
      signup,
      line: lines.get(group.id) ?? NOBODY_WAITS,
      closedBecause,
      meetings: meetings.get(group.id) ?? [],
      now: ctx.clock(),
      lead: leads.get(group.id) ?? null,
    }),
  );
  const mine = groups.find(({ id }) => id === current?.group.id);
  return {
    current: mine ? { groupId: mine.id, name: mine.name } : null,
    groups: cards.toSorted(byFitThenSeats),
    closedBecause,
    rules: joinRules(cohort, { role: signup.role, hasGroup: current !== null }),
    moves: await ownMoves(ctx, { personId, cohortId }),
  };
}

const byFitThenSeats = (a: JoinableGroup, b: JoinableGroup): number =>
  FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || b.seatsLeft - a.seatsLeft || a.groupId - b.groupId;

interface Seen {
  group: Loaded<Group, "cohort">;
  person: Person;
  current: Membership | null;
  signup: Signup;
  line: Line;
  closedBecause: string | null;
  /** Only an organiser brings them here. */
  byHand: boolean;
  meetings: readonly Meeting[];
  now: Date;
  lead: string | null;
}

const NOBODY_WAITS: Line = { ahead: 0, mine: null };

function card({ group, person, current, byHand, line, meetings, now, lead, ...asked }: Seen): JoinableGroup {
  const dated = meetings.map(({ startsAt, lengthMinutes }) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
  }));
  const ahead = datesAhead({ slot: group.slot(), term: group.cohort, meetings: dated, now });
  const startedAt = dated.find(({ startsAt }) => startsAt <= now)?.startsAt ?? null;
  const seatsLeft = group.freeSeats(group.cohort);
  const isCurrent = current?.group.id === group.id;
  const full = seatsLeft === 0 ? `${group.name} is full.` : null;
  const hasStarted = startedAt !== null;
  const otherwise =
    asked.closedBecause ?? whyNot({ group, current, signup: asked.signup, hasStarted }) ?? (byHand ? BY_HAND : null);
  const notBecause = otherwise ?? full;
  return {
    groupId: group.id,
    name: group.name,
    status: group.status,
    slot: group.slot(),
    nextMeetingAt: ahead[0]?.startsAt ?? null,
    seatsLeft,
    facilitator: lead,
    ...fitOfDates(person, ahead),
    isCurrent,
    startedAt,
    joinable: notBecause === null,
    notBecause,
    line: otherwise === null && full !== null ? line : null,
  };
}

async function meetingsOf(ctx: Context, groups: readonly Group[]): Promise<Map<number, Meeting[]>> {
  const ids = groups.map(({ id }) => id);
  const meetings = await ctx.em.find(
    Meeting,
    { group: { $in: ids }, status: "planned" },
    { orderBy: { startsAt: "asc" } },
  );
  return Map.groupBy(meetings, ({ group }) => group.id);
}
