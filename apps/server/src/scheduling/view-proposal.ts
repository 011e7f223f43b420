import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Person, displayName } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { hasPainted, type Availability, type Fit } from "@muster/domain/availability";
import { fitAt, meetingInstants, slotAt, type MeetingSlot } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import type { UnplacedReason } from "@muster/domain/signup";
import type { Interval } from "@muster/domain/week";
import type { Proposal, Remedy } from "@muster/scheduler/proposal";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { toTheOrganiser } from "../signups/unplaced-words.ts";
import { isApplicable } from "./assumption.ts";
import { findRun } from "./find-run.ts";
import { nearestGroups, type NearGroup } from "./nearest-groups.ts";
import { inputOf, proposalOf, runStateOf, type RunState } from "./run-state.ts";
import { sinceOf, type SinceView } from "./since.ts";
import { stalenessOf } from "./stale-input.ts";

export interface ProposedMemberView {
  personId: number;
  name: string;
  role: Role;
  fit: Fit;
  timeZone: string;
  /** Counted as free here though they have not painted it: the run assumed so. */
  assumed: boolean;
  /** The run was told to keep them here (SC-19). */
  pinned: boolean;
}

export interface ProposedGroupView {
  name: string;
  slot: MeetingSlot;
  members: ProposedMemberView[];
  clockNotes: string[];
  /** The group that stands already and takes these people, where it is no new one. */
  joins: number | null;
}

/** A remedy with its exact effect, before anything changes (SC-14). */
export interface RemedyView {
  kind: Remedy["change"]["kind"];
  sentence: string;
  placed: number;
  quality: number;
  /** Names of those who would change group or time, and of those who would lose their place. */
  moved: string[];
  lost: string[];
  /** One press does it; otherwise it is advice. */
  applies: boolean;
  /** Where it is about somebody's hours: who could be asked about which, in their own week, for a meeting in the cohort's. */
  asks: { personId: number; window: Interval; groupStart: number } | null;
}

export interface UnplacedView {
  personId: number;
  name: string;
  role: Role;
  timeZone: string;
  reason: UnplacedReason;
  sentence: string;
  remedies: RemedyView[];
  /** The groups they came nearest to, and what stands in between. */
  nearest: NearGroup[];
}

export interface ProposalView {
  run: RunState;
  stale: boolean;
  staleBecause: string | null;
  groups: ProposedGroupView[];
  unplaced: UnplacedView[];
  /** Against the run it started from: who has another place, one at all, or none any more (SC-19). */
  since: SinceView | null;
  quality: number;
  upperBound: number;
  proven: boolean;
  placed: number;
  total: number;
  /** People, not places: a facilitator of two groups is one. Together they are `placed`. */
  availableCount: number;
  ifNeededCount: number;
}

/** What a run proposes, with names: groups, fits, who was not placed and why, and whether it may still be accepted. */
export async function viewProposal(ctx: Context, { runId }: { runId: number }): Promise<ProposalView> {
  const run = await findRun(ctx.em, runId);
  const proposal = proposalOf(run);
  if (!proposal) throw new Conflict(run.error ?? `Run ${run.number} has no proposal yet.`);
  const cohort = await ctx.em.findOneOrFail(Cohort, run.cohort.id);
  const people = await peopleOf(ctx, { proposal, cohort });
  const stale = run.status === "accepted" ? null : await stalenessOf(ctx.em, run);
  const length = run.settings.meetingLengthMinutes;
  const assumptions = inputOf(run).assumed ?? [];
  const isAssumed = (id: string, start: number) =>
    assumptions.some(
      ({ change }) => change.kind === "free_time" && change.personId === id && change.groupStart === start,
    );
  const { pins = [] } = inputOf(run);
  const isPinnedAt = (id: string, start: number) => pins.some((pin) => pin.personId === id && pin.start === start);
  const groups = [
    ...proposal.groups.map(({ name, start, members, clockNotes, facilitatorId }) => ({
      name,
      slot: slotAt(start, length, cohort.timeZone),
      members: members.map(({ id, weight }) =>
        memberView(people(id), {
          weight,
          leads: id === facilitatorId,
          assumed: isAssumed(id, start),
          pinned: isPinnedAt(id, start),
        }),
      ),
      clockNotes: clockNotes.map(clockSentence),
      joins: null,
    })),
    ...(await joiningsOf(ctx, { proposal, length, cohort, people })),
  ];
  const near = nearestGroups({ groups: proposal.groups, settings: run.settings, term: cohort });
  const ifNeeded = new Set(
    groups.flatMap(({ members }) => members.filter(({ fit }) => fit === "if_needed").map(({ personId }) => personId)),
  ).size;
  return {
    run: runStateOf(run),
    stale: stale !== null,
    staleBecause: stale?.sentence ?? null,
    groups,
    unplaced: proposal.unplaced.map(({ id, reason, details, remedies }) => {
      const { personId, name, role, painted, week, timeZone } = people(id);
      return {
        personId,
        name,
        role,
        timeZone,
        reason,
        sentence: toTheOrganiser(reason, { ...details, painted }),
        remedies: remedies.map((remedy) => remedyView(remedy, { people, useIfNeeded: run.settings.useIfNeeded })),
        nearest: role === "participant" && week ? near({ week, timeZone }) : [],
      };
    }),
    since: await sinceOf(ctx, { run, proposal, nameOf: (id) => people(id).name }),
    quality: proposal.quality,
    upperBound: proposal.upperBound,
    proven: proposal.proven,
    placed: proposal.placed,
    total: proposal.total,
    availableCount: proposal.placed - ifNeeded,
    ifNeededCount: ifNeeded,
  };
}

function remedyView(
  { change, sentence, placed, quality, movedIds, lostIds }: Remedy,
  { people, useIfNeeded }: { people: (id: string) => Known; useIfNeeded: boolean },
): RemedyView {
  // Whoever is still to be found is no person of this cohort yet.
  const imagined = Number(!isApplicable(change));
  return {
    kind: change.kind,
    sentence,
    placed: placed - imagined,
    quality: Math.round(10 * (quality - imagined)) / 10,
    moved: movedIds.map((id) => people(id).name),
    lost: lostIds.map((id) => people(id).name),
    applies: isApplicable(change),
    asks:
      change.kind === "free_time" && useIfNeeded
        ? {
            personId: Number(change.personId),
            window: { start: change.start, end: change.end },
            groupStart: change.groupStart,
          }
        : null,
  };
}

interface Known extends Omit<ProposedMemberView, "fit" | "assumed" | "pinned"> {
  /** Whether they have a week at all. */
  painted: boolean;
  week: Availability | null;
}

const memberView = (
  { painted: _painted, week: _week, ...known }: Known,
  { weight, leads, ...told }: { weight: 1 | 0.9; leads: boolean; assumed: boolean; pinned: boolean },
): ProposedMemberView => ({
  ...known,
  role: leads ? "facilitator" : known.role,
  fit: weight === 1 ? "available" : "if_needed",
  ...told,
});

/** Everybody the proposal names; somebody who has left since keeps a number for a name. */
async function peopleOf(
  ctx: Context,
  { proposal, cohort }: { proposal: Proposal; cohort: Cohort },
): Promise<(id: string) => Known> {
  const ids = [...proposal.groups, ...proposal.joinings].flatMap(({ memberIds }) => memberIds);
  const all = [...new Set([...ids, ...proposal.changedIds, ...proposal.unplaced.map(({ id }) => id)])].map(Number);
  const people = new Map((await ctx.em.find(Person, { id: { $in: all } })).map((person) => [person.id, person]));
  const signups = await ctx.em.find(Signup, { cohort: cohort.id, person: { $in: all } });
  const roles = new Map(signups.map(({ person, role }) => [person.id, role]));
  return (id) => {
    const personId = Number(id);
    const person = people.get(personId);
    return {
      personId,
      name: person ? displayName(person) : `User ${personId}`,
      role: roles.get(personId) ?? "participant",
      timeZone: person?.timeZone ?? cohort.timeZone,
      week: person?.availability ?? null,
      painted: person ? hasPainted(person.availability) : true,
    };
  };
}

interface Joining {
  proposal: Proposal;
  length: number;
  cohort: Cohort;
  people: (id: string) => Known;
}

async function joiningsOf(ctx: Context, { proposal, length, cohort, people }: Joining): Promise<ProposedGroupView[]> {
  const groups = await ctx.em.find(Group, { id: { $in: proposal.joinings.map(({ groupId }) => Number(groupId)) } });
  return proposal.joinings.map(({ groupId, start, memberIds }) => ({
    name: groups.find(({ id }) => id === Number(groupId))?.name ?? "A group that is gone",
    slot: slotAt(start, length, cohort.timeZone),
    members: memberIds.map((id) =>
      memberView(people(id), {
        weight: weightAt(people(id), { start, length, cohort }),
        leads: false,
        assumed: false,
        pinned: false,
      }),
    ),
    clockNotes: [],
    joins: Number(groupId),
  }));
}

/** As the scheduler counts it: If needed as soon as one of the dates is. */
function weightAt(
  { week, timeZone }: Known,
  { start, length, cohort }: { start: number; length: number; cohort: Cohort },
): 1 | 0.9 {
  if (!week) return 1;
  const dates = meetingInstants(slotAt(start, length, cohort.timeZone), cohort.startDate, cohort.numberOfMeetings);
  return dates.every((date) => fitAt(week, timeZone, date) === "available") ? 1 : 0.9;
}

/** TZ-8, in words. */
const clockSentence = ({ date, clock }: { date: string; clock: "moved_forward" | "first_of_two" }): string =>
  clock === "moved_forward"
    ? `On ${date} clocks go forward over this hour: the meeting moves to the hour after.`
    : `On ${date} this hour comes twice: the meeting is in the first of the two.`;
