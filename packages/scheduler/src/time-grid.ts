import { blocksOf, MINUTES_PER_WEEK, modulo, type Week } from "@muster/domain/week";
import { addBit, wordsFor, type Bits } from "./bits.ts";

/** The possible starts of a week: one bit for each step from Monday 00:00, 336 of them at 30 minutes. */
export interface TimeGrid {
  step: number;
  starts: number;
  words: number;
}

export function timeGrid(stepMinutes: number): TimeGrid {
  const starts = MINUTES_PER_WEEK / stepMinutes;
  return { step: stepMinutes, starts, words: wordsFor(starts) };
}

/** A stretch of a meeting, `offset` minutes after its start, as it falls on a person's own week `shift` minutes later. */
export interface Piece {
  offset: number;
  length: number;
  shift: number;
}

/**
 * The starts at which every minute of the piece lies in `week`. Coverage is exact (Q3, Q4): ends count, and a week that
 * runs on over Sunday midnight is one stretch (Q1).
 */
export function startsWithin(week: Week, piece: Piece, grid: TimeGrid): Bits {
  const bits = new Uint32Array(grid.words);
  for (const block of blocksOf(week)) {
    const slack = block.end - block.start - piece.length;
    if (slack < 0) continue;
    const from = block.start - piece.offset - piece.shift;
    const last = block.end - block.start >= MINUTES_PER_WEEK ? from + MINUTES_PER_WEEK - 1 : from + slack;
    for (let minute = Math.ceil(from / grid.step) * grid.step; minute <= last; minute += grid.step) {
      addBit(bits, 0, modulo(minute) / grid.step);
    }
  }
  return bits;
}

/** Whether two meetings of one length share a minute of the week, round Sunday midnight too. */
export function meetingsOverlap(one: number, other: number, length: number): boolean {
  const apart = modulo(one - other);
  return apart < length || MINUTES_PER_WEEK - apart < length;
}
