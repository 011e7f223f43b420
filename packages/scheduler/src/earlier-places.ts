import { type EarlierPlace, type Problem } from "./problem.ts";
import { type ProposedGroup } from "./proposal.ts";
import { sameGroups } from "./same-groups.ts";

type Groups = readonly Pick<ProposedGroup, "start" | "memberIds">[];

/** Who is where in a proposal, as a run that starts from it is told. */
export const placesIn = (groups: readonly Pick<ProposedGroup, "name" | "start" | "memberIds">[]): EarlierPlace[] =>
  groups.flatMap(({ name, start, memberIds }) => memberIds.map((personId) => ({ personId, start, group: name })));

/**
 * Against the earlier proposal: whose time or group is another one now, or who has a place only in one of the two. Seats in
 * groups that already stand are not compared. Whoever has several places is where they were only with all of them.
 */
export function changedFrom(
  { earlier, people }: Pick<Problem, "earlier" | "people">,
  { groups }: { groups: Groups },
): string[] {
  if (earlier.length === 0) return [];
  const before = [...Map.groupBy(earlier, ({ start, group }) => `${start} ${group}`).values()].map((places) => ({
    start: places[0]!.start,
    memberIds: places.map(({ personId }) => personId),
  }));
  const [had, has] = [placesByPerson(before), placesByPerson(groups)];
  const [then, now] = [(id: string) => had.get(id) ?? [], (id: string) => has.get(id) ?? []];
  // Nobody else's group gives way for one of several places.
  const count = (id: string) => (then(id).length === now(id).length ? 1 / then(id).length : 0);
  const goesOnAs = new Map<object, object>(sameGroups(before, groups, count));
  const isUnchanged = (id: string) =>
    then(id).length === now(id).length && then(id).every((group) => now(id).includes(goesOnAs.get(group) ?? group));
  return people.map(({ id }) => id).filter((id) => !isUnchanged(id));
}

function placesByPerson(groups: readonly { memberIds: readonly string[] }[]): Map<string, object[]> {
  const places = new Map<string, object[]>();
  for (const group of groups) for (const id of group.memberIds) places.set(id, [...(places.get(id) ?? []), group]);
  return places;
}
