import { type Board } from "./board.ts";
import { type Seating } from "./seating.ts";

/** Pins are hard: the search may stray from them on its way, but only what keeps them all may leave it. */
export function keepsPins(board: Board, { leads, startOf }: Seating): boolean {
  const held = board.pinnedLeads.every((pinned) =>
    leads.some(({ facilitator, start }) => facilitator === pinned.facilitator && start === pinned.start),
  );
  return held && board.pinnedAt.every((start, person) => start < 0 || startOf[person] === start);
}
