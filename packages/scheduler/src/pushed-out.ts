import { type Board } from "./board.ts";
import { addBit, listBits } from "./bits.ts";
import { improve } from "./improve.ts";
import { keepsPins } from "./keeps-pins.ts";
import { placedIn, type Seating } from "./seating.ts";

/** Starts tried for one person, and changes tried at each. */
const MOST_STARTS = 6;
const MOVES = 200;

/**
 * How many others lose their place in the best grouping found that has this person in it: shown by such a grouping, not
 * guessed. Null where none was found, or no time was left to look.
 */
export function pushedOut(
  board: Board,
  { seating, person }: { seating: Seating; person: number },
  shouldStop: () => boolean,
): number | null {
  const { participants, words } = board;
  const newcomers = companyOf(board, seating, person);
  let fewest: number | null = null;
  for (const start of listBits(participants.free, person * words, words).slice(0, MOST_STARTS)) {
    const held = heldAt(board, person, start);
    const forced = improve(
      held,
      { from: seating, goal: Infinity, moves: MOVES, seed: start },
      { shouldStop, onBetter: () => {} },
    );
    if (shouldStop()) return null;
    if (!keepsPins(held, forced)) continue;
    const lost = placedIn(seating) + newcomers - placedIn(forced);
    if (fewest === null || lost < fewest) fewest = lost;
  }
  return fewest;
}

/** With them come whomever they are kept together with, and the facilitator of these unless they lead already. */
function companyOf({ ruling }: Board, { leads }: Seating, person: number): number {
  const unit = ruling?.units[ruling.unitOf[person]!];
  if (!unit) return 1;
  const idle = unit.ledBy >= 0 && !leads.some(({ facilitator }) => facilitator === unit.ledBy);
  return unit.people.length + Number(idle);
}

/** The same board with one person free at one start only, and bound to it. */
function heldAt(board: Board, person: number, start: number): Board {
  const free = board.participants.free.slice();
  const well = board.participants.well.slice();
  const suits = listBits(well, person * board.words, board.words).includes(start);
  for (const bits of [free, well]) bits.fill(0, person * board.words, (person + 1) * board.words);
  addBit(free, person * board.words, start);
  if (suits) addBit(well, person * board.words, start);
  const pinnedAt = board.pinnedAt.slice();
  pinnedAt[person] = start;
  return { ...board, participants: { ...board.participants, free, well }, pinnedAt };
}
