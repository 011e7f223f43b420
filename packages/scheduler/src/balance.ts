import { type Assignment } from "./assignment.ts";

/**
 * Evens out group sizes within the quality reached: along chains of moves that cost nothing, somebody leaves a start
 * with the largest groups and somebody comes to one with smaller ones. Facilitators stay where they are (Q5).
 * Answers the number of people moved.
 */
export function balance(assignment: Assignment, sizes: Sizes = evenSizes(assignment)): number {
  let moves = 0;
  for (let again = true; again;) {
    again = false;
    for (const start of startsBySize(assignment, sizes)) {
      const size = sizes.largestAt(start);
      const moved = assignment.passOn(start, (to) => sizes.smallestAt(to) + 1 < size);
      if (moved === 0) continue;
      moves += moved;
      again = true;
      break;
    }
  }
  return moves;
}

/** How large the groups at a start are: the largest somebody could leave, and the smallest somebody could come to. */
export interface Sizes {
  largestAt: (start: number) => number;
  smallestAt: (start: number) => number;
}

const startsBySize = (assignment: Assignment, { largestAt }: Sizes): number[] =>
  [...assignment.groupsAt.keys()]
    .filter((start) => assignment.groupsAt[start]! > 0)
    .toSorted((a, b) => largestAt(b) - largestAt(a) || a - b);

const evenSizes = (assignment: Assignment): Sizes => ({
  largestAt: (start) => Math.ceil(assignment.countAt(start) / assignment.groupsAt[start]!),
  smallestAt: (start) =>
    assignment.groupsAt[start] === 0 ? Infinity : Math.floor(assignment.countAt(start) / assignment.groupsAt[start]!),
});

/** Sizes where some seats are taken beforehand, group by group: the others fill up the smallest. */
export function sizesBeside(assignment: Assignment, loadsAt: (start: number) => readonly number[]): Sizes {
  const known = new Map<number, { count: number; largest: number; smallest: number }>();
  const filled = (start: number) => {
    const count = assignment.countAt(start);
    const before = known.get(start);
    if (before?.count === count) return before;
    const sizes = [...loadsAt(start)];
    let largest = 0;
    for (let left = count; left > 0 && sizes.length > 0; left--) {
      const smallest = sizes.indexOf(Math.min(...sizes));
      sizes[smallest]!++;
      largest = Math.max(largest, sizes[smallest]!);
    }
    const now = { count, largest, smallest: Math.min(...sizes) };
    known.set(start, now);
    return now;
  };
  return { largestAt: (start) => filled(start).largest, smallestAt: (start) => filled(start).smallest };
}
