import { Person, displayName } from "@muster/db/entities/person";
import { formatStretch } from "@muster/domain/meeting-slot";
import type { Proposal, ProposedGroup } from "@muster/scheduler/proposal";
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

export interface Comparison {
  moved: { personId: number; name: string; from: string | null; to: string | null }[];
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
    return { number: run.number, proposal };
  }) as [Kept, Kept];
  const moves = movesBetween(before.proposal, after.proposal);
  const people = await ctx.em.find(Person, { id: { $in: moves.map(({ personId }) => personId) } });
  const names = new Map(people.map((person) => [person.id, displayName(person)]));
  return {
    moved: moves.map((move) => ({ ...move, name: names.get(move.personId) ?? `User ${move.personId}` })),
    numbers: { one: numbersOf(before), other: numbersOf(after) },
  };
}

interface Kept {
  number: number;
  proposal: Proposal;
}

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
  before: Proposal,
  after: Proposal,
): { personId: number; from: string | null; to: string | null }[] {
  const same = sameGroups(before.groups, after.groups);
  const [from, to] = [placesIn(before), placesIn(after)];
  const ids = [...new Set([...from.keys(), ...to.keys()])].toSorted((a, b) => a - b);
  return ids.flatMap((personId) => {
    const [was, is] = [from.get(personId) ?? [], to.get(personId) ?? []];
    const left = was.filter((group) => !is.includes(same.get(group)!));
    const entered = is.filter((group) => !was.some((one) => same.get(one) === group));
    if (left.length + entered.length === 0) return [];
    return [{ personId, from: wordsFor(left), to: wordsFor(entered) }];
  });
}

const wordsFor = (groups: readonly ProposedGroup[]): string | null =>
  groups.length > 0
    ? groups.map(({ name, start, end }) => `${name}, ${formatStretch(start, end)}`).join(" and ")
    : null;

function placesIn({ groups }: Proposal): Map<number, ProposedGroup[]> {
  const places = new Map<number, ProposedGroup[]>();
  for (const group of groups)
    for (const id of group.memberIds) places.set(Number(id), [...(places.get(Number(id)) ?? []), group]);
  return places;
}

/** Which group of the later proposal an earlier one became: at the same hour, the most shared people first, each once. */
function sameGroups(
  before: readonly ProposedGroup[],
  after: readonly ProposedGroup[],
): Map<ProposedGroup, ProposedGroup> {
  const pairs = before.flatMap((one) =>
    after
      .filter((other) => other.start === one.start)
      .map((other) => ({ one, other, shared: one.memberIds.filter((id) => other.memberIds.includes(id)).length })),
  );
  const same = new Map<ProposedGroup, ProposedGroup>();
  const taken = new Set<ProposedGroup>();
  for (const { one, other } of pairs.toSorted((a, b) => b.shared - a.shared)) {
    if (same.has(one) || taken.has(other)) continue;
    same.set(one, other);
    taken.add(other);
  }
  return same;
}
