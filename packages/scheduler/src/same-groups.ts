import munkres from "munkres";

interface Timed {
  start: number;
  memberIds: readonly string[];
}

/**
 * Which later group each earlier one goes on as: one at its start, each once, so that as many people as can be are still in
 * the group they were in. `countOf` says how much somebody counts, 1 unless told otherwise. Two that share nobody go on as
 * each other where nothing is left that would do better.
 */
export function sameGroups<Before extends Timed, After extends Timed>(
  before: readonly Before[],
  after: readonly After[],
  countOf: (id: string) => number = () => 1,
): Map<Before, After> {
  const later = Map.groupBy(after, ({ start }) => start);
  const same = new Map<Before, After>();
  for (const [start, earlier] of Map.groupBy(before, (group) => group.start)) {
    const now = later.get(start);
    if (!now) continue;
    const lost = earlier.map((one) => now.map((other) => -shared(one, other, countOf)));
    for (const [one, other] of munkres(lost)) same.set(earlier[one]!, now[other]!);
  }
  return same;
}

function shared(one: Timed, other: Timed, countOf: (id: string) => number): number {
  const there = new Set(other.memberIds);
  return one.memberIds.reduce((sum, id) => sum + (there.has(id) ? countOf(id) : 0), 0);
}
