import { type EarlierPlace, type Problem } from "./problem.ts";
import { type ProposedGroup } from "./proposal.ts";

type Groups = readonly Pick<ProposedGroup, "name" | "start" | "memberIds" | "facilitatorId">[];

/** Who is where in a proposal, as a run that starts from it is told. */
export const placesIn = (groups: Groups): EarlierPlace[] =>
  groups.flatMap(({ name, start, memberIds }) => memberIds.map((personId) => ({ personId, start, group: name })));

/** Against the earlier proposal: whose time or group is another one now, or who has a place only in one of the two. */
export function changedFrom(problem: Problem, { groups }: { groups: Groups }): string[] {
  if (problem.earlier.length === 0) return [];
  const earlier = Map.groupBy(problem.earlier, ({ personId }) => personId);
  const now = new Map<string, string[]>();
  for (const { start, memberIds, facilitatorId } of groups) {
    const label = earlierNameOf(problem, { start, memberIds, facilitatorId });
    for (const id of memberIds) now.set(id, [...(now.get(id) ?? []), `${start} ${label}`]);
  }
  const before = (id: string) => (earlier.get(id) ?? []).map(({ start, group }) => `${start} ${group}`);
  return problem.people
    .map(({ id }) => id)
    .filter((id) => before(id).toSorted().join() !== (now.get(id) ?? []).toSorted().join());
}

/** The earlier group most of a group's people were in, at the same start. */
function earlierNameOf(
  problem: Problem,
  { start, memberIds, facilitatorId }: Pick<ProposedGroup, "start" | "memberIds" | "facilitatorId">,
): string {
  const votes = new Map<string, number>();
  for (const place of problem.earlier) {
    if (place.start !== start || !memberIds.includes(place.personId)) continue;
    const weight = place.personId === facilitatorId ? 1.5 : 1;
    votes.set(place.group, (votes.get(place.group) ?? 0) + weight);
  }
  return [...votes].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? "";
}
