import { Person, displayName } from "@muster/db/entities/person";
import { formatStretch } from "@muster/domain/meeting-slot";
import type { Proposal, ProposedGroup } from "@muster/scheduler/proposal";
import { sameGroups } from "@muster/scheduler/same-groups";
import type { Context } from "../context.ts";
import { Conflict, Invalid } from "../refusal.ts";
import { findRun } from "./find-run.ts";
import { proposalOf } from "./run-state.ts";

export interface RunNumbers {
  number: number;
  placed: number;
  total: number;
  groups: number;
  quality: number;
  upperBound: number;
  proven: boolean;
}

/** For the person: a lost place, or an If needed time instead of an Available one, is worse. */
export type Effect = "worse" | "same" | "better";

export interface Comparison {
  moved: { personId: number; name: string; from: string | null; to: string | null; effect: Effect }[];
  /** Groups of one run that the other has not, and those that meet at another time with most of the same people. */
  groups: { appeared: string[]; vanished: string[]; retimed: { from: string; to: string }[] };
  numbers: { one: RunNumbers; other: RunNumbers };
}

/** Two runs of one cohort side by side: who changes group or time, gains a place or loses one (SC-18). */
export async function compareRuns(ctx: Context, { one, other }: { one: number; other: number }): Promise<Comparison> {
  const runs = [await findRun(ctx.em, one), await findRun(ctx.em, other)] as const;
  if (runs[0].cohort.id !== runs[1].cohort.id)
    throw new Invalid("Only runs of one cohort can be compared.", { field: "other" });
  const [before, after] = runs.map((run) => {
    const proposal = proposalOf(run);
    if (!proposal) throw new Conflict(`Run ${run.number} left no proposal to compare.`);
    return { number: run.number, proposal, placing: placingOf(proposal, run.settings.meetingLengthMinutes) };
  }) as [Kept, Kept];
  const moves = movesBetween(before.placing, after.placing);
  const people = await ctx.em.find(Person, { id: { $in: moves.map(({ personId }) => personId) } });
  const names = new Map(people.map((person) => [person.id, displayName(person)]));
  return {
    moved: moves.map((move) => ({ ...move, name: names.get(move.personId) ?? `User ${move.personId}` })),
    groups: groupChanges(before.proposal.groups, after.proposal.groups),
    numbers: { one: numbersOf(before), other: numbersOf(after) },
  };
}

interface Kept {
  number: number;
  proposal: Proposal;
  placing: Placing;
}

type PlacedGroup = Pick<ProposedGroup, "name" | "start" | "end" | "memberIds"> & { weights: Map<string, number> };

/** Every group somebody has a place in, those that stand already among them. */
export type Placing = readonly PlacedGroup[];

export const placingOf = ({ groups, joinings }: Proposal, length: number): Placing => [
  ...groups.map((group) => ({ ...group, weights: new Map(group.members.map(({ id, weight }) => [id, weight])) })),
  ...joinings.map(({ start, memberIds }) => ({
    name: "A group that stands",
    start,
    end: start + length,
    memberIds,
    weights: new Map(memberIds.map((id) => [id, 1])),
  })),
];

const numbersOf = ({ number, proposal }: Kept): RunNumbers => ({
  number,
  placed: proposal.placed,
  total: proposal.total,
  groups: proposal.groups.length,
  quality: proposal.quality,
  upperBound: proposal.upperBound,
  proven: proposal.proven,
});

/**
 * Names of groups are only numbers in order of time, so groups are recognised by their hour and, where several meet at one
 * hour, by whom they share.
 */
export function movesBetween(
  before: Placing,
  after: Placing,
): { personId: number; from: string | null; to: string | null; effect: Effect }[] {
  const same = sameGroups(before, after);
  const [from, to] = [placesIn(before), placesIn(after)];
  const ids = [...new Set([...from.keys(), ...to.keys()])].toSorted((a, b) => a - b);
  return ids.flatMap((personId) => {
    const [was, is] = [from.get(personId) ?? [], to.get(personId) ?? []];
    const left = was.filter((group) => !is.includes(same.get(group)!));
    const entered = is.filter((group) => !was.some((one) => same.get(one) === group));
    if (left.length + entered.length === 0) return [];
    const effect = effectOf(weightIn(was, personId), weightIn(is, personId));
    return [{ personId, from: wordsFor(left), to: wordsFor(entered), effect }];
  });
}

const weightIn = (groups: Placing, personId: number): number =>
  groups.reduce((sum, { weights }) => sum + (weights.get(String(personId)) ?? 0), 0);

const effectOf = (before: number, after: number): Effect =>
  Math.abs(after - before) < 1e-6 ? "same" : after < before ? "worse" : "better";

const groupWords = ({ name, start, end }: Pick<ProposedGroup, "name" | "start" | "end">): string =>
  `${name}, ${formatStretch(start, end)}`;

const wordsFor = (groups: Placing): string | null => (groups.length > 0 ? groups.map(groupWords).join(" and ") : null);

/** A group without a twin at its hour meets at another time where most of its people do; else it is gone, or new. */
export function groupChanges(before: readonly ProposedGroup[], after: readonly ProposedGroup[]): Comparison["groups"] {
  const same = sameGroups(before, after);
  const twins = new Set(same.values());
  const gone = before.filter((group) => !same.has(group));
  const fresh = new Set(after.filter((group) => !twins.has(group)));
  const retimed: { from: string; to: string }[] = [];
  const vanished: string[] = [];
  for (const group of gone) {
    const most = [...fresh].toSorted((a, b) => shared(group, b) - shared(group, a))[0];
    if (most && 2 * shared(group, most) > group.memberIds.length) {
      fresh.delete(most);
      retimed.push({ from: groupWords(group), to: groupWords(most) });
    } else vanished.push(groupWords(group));
  }
  return { appeared: [...fresh].map(groupWords), vanished, retimed };
}

const shared = (one: { memberIds: string[] }, other: { memberIds: string[] }): number =>
  one.memberIds.filter((id) => other.memberIds.includes(id)).length;

function placesIn(groups: Placing): Map<number, PlacedGroup[]> {
  const places = new Map<number, PlacedGroup[]>();
  for (const group of groups)
    for (const id of group.memberIds) places.set(Number(id), [...(places.get(Number(id)) ?? []), group]);
  return places;
}
