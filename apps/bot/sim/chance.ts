/** A small seeded generator (mulberry32): the same seed gives the same run, on every machine. */
export interface Chance {
  /** In [0, 1). */
  next: () => number;
  /** A whole number from 0, below `limit`. */
  below: (limit: number) => number;
  /** True so often. */
  often: (share: number) => boolean;
  oneOf: <T>(items: readonly T[]) => T;
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, often: (share) => next() < share, oneOf: (items) => items[below(items.length)]! };
}
