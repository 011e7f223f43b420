import { type Board, type Side } from "./board.ts";
import { addBit, hasBit, isSubset, wordsFor, type Bits } from "./bits.ts";

/**
 * The same problem over fewer starts, with the same best quality. Gone are starts nobody could fill a group at, and
 * starts dominated by another: everybody free there is free at the other too, at least as well. A start at which
 * somebody could lead twice stays, since their groups must not overlap.
 */
export function reduceStarts(board: Board): Board {
  const columns = columnsOf(board);
  const active = fillableStarts(board, columns);
  const kept = active.filter((s) => !isDominated(board, { start: s, among: active, columns }));
  return withStarts(board, kept);
}

/** Per start, the people free and those fully available: the board's bits the other way round. */
interface Columns {
  words: number;
  free: Bits;
  well: Bits;
  leaders: Int32Array;
  participants: Int32Array;
  /** Somebody with a second group to give could lead here. */
  twice: Uint8Array;
}

function columnsOf(board: Board): Columns {
  const { participants, facilitators, capacity, words, minutes } = board;
  const people = participants.ids.length + facilitators.ids.length;
  const columnWords = wordsFor(people);
  const columns: Columns = {
    words: columnWords,
    free: new Uint32Array(minutes.length * columnWords),
    well: new Uint32Array(minutes.length * columnWords),
    leaders: new Int32Array(minutes.length),
    participants: new Int32Array(minutes.length),
    twice: new Uint8Array(minutes.length),
  };
  const turn = (side: Side, { index, bit }: { index: number; bit: number }, seen: (s: number) => void) => {
    for (let s = 0; s < minutes.length; s++) {
      if (!hasBit(side.free, index * words, s)) continue;
      addBit(columns.free, s * columnWords, bit);
      if (hasBit(side.well, index * words, s)) addBit(columns.well, s * columnWords, bit);
      seen(s);
    }
  };
  participants.ids.forEach((_, i) => turn(participants, { index: i, bit: i }, (s) => columns.participants[s]!++));
  facilitators.ids.forEach((_, i) => {
    if (capacity[i] === 0) return;
    turn(facilitators, { index: i, bit: participants.ids.length + i }, (s) => {
      columns.leaders[s]!++;
      if (capacity[i]! > 1) columns.twice[s] = 1;
    });
  });
  return columns;
}

function fillableStarts(board: Board, columns: Columns): number[] {
  const fillable = (s: number) =>
    hasBit(board.kept, 0, s) || ((!board.led || columns.leaders[s]! > 0) && columns.participants[s]! >= board.need);
  return Array.from(board.minutes, (_, s) => s).filter(fillable);
}

function isDominated(
  board: Board,
  { start, among, columns }: { start: number; among: readonly number[]; columns: Columns },
): boolean {
  if (hasBit(board.kept, 0, start) || columns.twice[start]) return false;
  const { words, free, well } = columns;
  const within = (bits: Bits, a: number, b: number) => isSubset(bits, { part: a * words, whole: b * words }, words);
  return among.some((other) => {
    if (other === start || !within(free, start, other) || !within(well, start, other)) return false;
    const same = within(free, other, start) && within(well, other, start);
    return !same || other < start;
  });
}

function withStarts(board: Board, kept: readonly number[]): Board {
  const words = wordsFor(kept.length);
  const gather = (bits: Bits, rows: number): Bits => {
    const gathered = new Uint32Array(rows * words);
    for (let row = 0; row < rows; row++) {
      kept.forEach((from, to) => {
        if (hasBit(bits, row * board.words, from)) addBit(gathered, row * words, to);
      });
    }
    return gathered;
  };
  const sideOf = (side: Side): Side => ({
    ...side,
    free: gather(side.free, side.ids.length),
    well: gather(side.well, side.ids.length),
  });
  const placeOf = new Int32Array(board.minutes.length).fill(-1);
  kept.forEach((from, to) => (placeOf[from] = to));
  const overlaps = board.overlaps.length === 0 ? board.overlaps : new Uint32Array(kept.length * words);
  if (overlaps.length > 0) {
    kept.forEach((from, row) => {
      kept.forEach((other, bit) => {
        if (hasBit(board.overlaps, from * board.words, other)) addBit(overlaps, row * words, bit);
      });
    });
  }
  return {
    ...board,
    words,
    minutes: Int32Array.from(kept, (s) => board.minutes[s]!),
    participants: sideOf(board.participants),
    facilitators: sideOf(board.facilitators),
    room: Int32Array.from(kept, (s) => board.room[s]!),
    pinnedAt: board.pinnedAt.map((s) => (s < 0 ? -1 : placeOf[s]!)),
    pinnedLeads: board.pinnedLeads.map(({ facilitator, start }) => ({ facilitator, start: placeOf[start]! })),
    kept: gather(board.kept, 1),
    overlaps,
  };
}
