import { tenths, type Board, type Side } from "./board.ts";

/**
 * A quality, in tenths, that no grouping can pass: everybody at their best start, as many leaders as there could be
 * groups, as many participants as these have seats. Often already the answer where people are many.
 */
export function simpleUpperBound(board: Board): number {
  const guests = bestWeights(board, board.participants).filter((weight) => weight > 0);
  const leaders = bestWeights(board, board.facilitators).flatMap((weight, index) =>
    weight === 0 ? [] : Array.from({ length: board.capacity[index]! }, () => weight),
  );
  const room = board.room.reduce((sum, seats) => sum + seats, 0);
  const mostGroups = Math.min(leaders.length, Math.floor(guests.length / board.need));
  if (!board.led) return sum(guests);
  const led = leaders.toSorted((a, b) => b - a).slice(0, mostGroups);
  const seated = guests.toSorted((a, b) => b - a).slice(0, mostGroups * board.seats + room);
  return sum(led) + sum(seated);
}

const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0);

function bestWeights(board: Board, side: Side): number[] {
  return side.ids.map((_, person) => {
    let best = 0;
    for (let start = 0; start < board.minutes.length && best < 10; start++) {
      best = Math.max(best, tenths(side, { person, start, words: board.words }));
    }
    return best;
  });
}
