import { type Assignment } from "./assignment.ts";

/**
 * Evens out group sizes within the quality reached: along chains of moves that cost nothing, somebody leaves a start
 * with the largest groups and somebody comes to one with smaller ones. Facilitators stay where they are (Q5).
 * Answers the number of people moved.
 */
export function balance(assignment: Assignment): number {
  let moves = 0;
  for (let again = true; again;) {
    again = false;
    for (const start of startsBySize(assignment)) {
      const size = largestAt(assignment, start);
      const moved = assignment.passOn(start, (to) => smallestAt(assignment, to) + 1 < size);
      if (moved === 0) continue;
      moves += moved;
      again = true;
      break;
    }
  }
  return moves;
}

const startsBySize = (assignment: Assignment): number[] =>
  [...assignment.groupsAt.keys()]
    .filter((start) => assignment.groupsAt[start]! > 0)
    .toSorted((a, b) => largestAt(assignment, b) - largestAt(assignment, a) || a - b);

const largestAt = (assignment: Assignment, start: number): number =>
  Math.ceil(assignment.countAt(start) / assignment.groupsAt[start]!);

const smallestAt = (assignment: Assignment, start: number): number =>
  assignment.groupsAt[start] === 0 ? Infinity : Math.floor(assignment.countAt(start) / assignment.groupsAt[start]!);
