const EPOCH = 1_420_070_400_000n;

/** Ids as Discord makes them: 42 bits of milliseconds since 2015, then a counter; always above `last`, also when the clock stands. */
export function makeSnowflakes(clock: () => number, last = 0n): () => string {
  let previous = last;
  return () => {
    const fresh = (BigInt(clock()) - EPOCH) << 22n;
    previous = fresh > previous ? fresh : previous + 1n;
    return String(previous);
  };
}

export const isSnowflake = (value: unknown): value is string =>
  typeof value === "string" && /^(0|[1-9]\d{0,19})$/.test(value) && BigInt(value) < 2n ** 64n;

/** The instant an id was made at, in milliseconds since 1970. */
export const instantOf = (id: string): number => Number((BigInt(id) >> 22n) + EPOCH);

/** Older first; ids of different length compare as numbers, not as text. */
export const byAge = (a: { id: string }, b: { id: string }): number =>
  BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0;
