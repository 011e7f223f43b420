import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Person, displayName } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { Fit } from "@muster/domain/availability";
import { slotAt, type MeetingSlot } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import type { UnplacedReason } from "@muster/domain/signup";
import type { Proposal, Remedy } from "@muster/scheduler/proposal";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { toTheOrganiser } from "../signups/unplaced-words.ts";
import { findRun } from "./find-run.ts";
import { proposalOf, runStateOf, type RunState } from "./run-state.ts";
import { stalenessOf } from "./stale-input.ts";

export interface ProposedMemberView {
  personId: number;
  name: string;
  role: Role;
  fit: Fit;
  timeZone: string;
}

export interface ProposedGroupView {
  name: string;
  slot: MeetingSlot;
  members: ProposedMemberView[];
  clockNotes: string[];
  /** The group that stands already and takes these people, where it is no new one. */
  joins: number | null;
}

export interface UnplacedView {
  personId: number;
  name: string;
  role: Role;
  reason: UnplacedReason;
  sentence: string;
  remedies: Remedy[];
}

export interface ProposalView {
  run: RunState;
  stale: boolean;
  staleBecause: string | null;
  groups: ProposedGroupView[];
  unplaced: UnplacedView[];
  /** After a run again: who changes group or time, gains or loses a place. */
  changed: { personId: number; name: string }[];
  quality: number;
  upperBound: number;
  proven: boolean;
  placed: number;
  total: number;
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
  const groups = [
    ...proposal.groups.map(({ name, start, members, clockNotes, facilitatorId }) => ({
      name,
      slot: slotAt(start, length, cohort.timeZone),
      members: members.map(({ id, weight }) => memberView(people(id), { weight, leads: id === facilitatorId })),
      clockNotes: clockNotes.map(clockSentence),
      joins: null,
    })),
    ...(await joiningsOf(ctx, { proposal, length, cohort, people })),
  ];
  const fits = groups.flatMap(({ members }) => members.map(({ fit }) => fit));
  return {
    run: runStateOf(run),
    stale: stale !== null,
    staleBecause: stale?.sentence ?? null,
    groups,
    unplaced: proposal.unplaced.map(({ id, reason, details, remedies }) => {
      const { personId, name, role, painted } = people(id);
      return { personId, name, role, reason, sentence: toTheOrganiser(reason, { ...details, painted }), remedies };
    }),
    changed: proposal.changedIds.map((id) => ({ personId: Number(id), name: people(id).name })),
    quality: proposal.quality,
    upperBound: proposal.upperBound,
    proven: proposal.proven,
    placed: proposal.placed,
    total: proposal.total,
    availableCount: fits.filter((fit) => fit === "available").length,
    ifNeededCount: fits.filter((fit) => fit === "if_needed").length,
  };
}

interface Known extends Omit<ProposedMemberView, "fit"> {
  /** Whether they have a week at all. */
  painted: boolean;
}

const memberView = (
  { painted: _painted, ...known }: Known,
  { weight, leads }: { weight: 1 | 0.9; leads: boolean },
): ProposedMemberView => ({
  ...known,
  role: leads ? "facilitator" : known.role,
  fit: weight === 1 ? "available" : "if_needed",
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
      painted: person ? person.availability !== null : true,
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
    members: memberIds.map((id) => memberView(people(id), { weight: 1, leads: false })),
    clockNotes: [],
    joins: Number(groupId),
  }));
}

/** TZ-8, in words. */
const clockSentence = ({ date, clock }: { date: string; clock: "moved_forward" | "first_of_two" }): string =>
  clock === "moved_forward"
    ? `On ${date} clocks go forward over this hour: the meeting moves to the hour after.`
    : `On ${date} this hour comes twice: the meeting is in the first of the two.`;
