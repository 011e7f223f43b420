import { attemptsOn } from "./attempt.ts";
import { type Ledger } from "./ledger.ts";
import { type Prepared } from "./prepare.ts";
import { type Seating } from "./seating.ts";

/** The best of some attempts; ties go to the lowest index, so it does not matter who made which. */
export interface BestAttempt {
  index: number;
  tenths: number;
}

export const NO_ATTEMPT: BestAttempt = { index: -1, tenths: 0 };

/** Makes the attempts of the blocks it is handed until there are none left, the goal is reached, or it should stop. */
export function runAttempts(
  { reduced, bound, problem }: Prepared,
  nextBlock: () => { from: number; to: number } | null,
  ledger: Ledger,
): BestAttempt {
  const attempts = attemptsOn(reduced, problem.seed);
  let best = NO_ATTEMPT;
  for (let block = nextBlock(); block; block = nextBlock()) {
    for (let index = block.from; index < block.to; index++) {
      const tenths = attempts.run(index);
      if (!isBetterAttempt({ index, tenths }, best)) continue;
      best = { index, tenths };
      ledger.found(attempts.seating());
    }
    ledger.attempted(block.to - block.from);
    if (best.tenths >= bound || ledger.shouldStop()) break;
  }
  return best;
}

export const isBetterAttempt = (one: BestAttempt, other: BestAttempt): boolean =>
  one.tenths > other.tenths || (one.tenths === other.tenths && one.tenths > 0 && one.index < other.index);

/** An attempt made again: the same index gives the same grouping. */
export function repeatAttempt({ reduced, problem }: Prepared, { index }: BestAttempt): Seating | null {
  if (index < 0) return null;
  const attempts = attemptsOn(reduced, problem.seed);
  attempts.run(index);
  return attempts.seating();
}

/** So many attempts are made between two looks at the world. */
export const BLOCK = 16;

/**
 * How many attempts count. Where the goal was reached, those up to the end of the block that did: what other threads
 * made meanwhile had no say.
 */
export function countedAttempts({ bound }: Prepared, best: BestAttempt, made: number): number {
  if (best.tenths < bound) return made;
  return Math.min(made, (Math.floor(Math.max(0, best.index) / BLOCK) + 1) * BLOCK);
}

/** Attempts `from` to `to` in blocks, for one thread. */
export function blocksOf(from: number, to: number, size = BLOCK): () => { from: number; to: number } | null {
  let next = from;
  return () => {
    if (next >= to) return null;
    const block = { from: next, to: Math.min(to, next + size) };
    next = block.to;
    return block;
  };
}
