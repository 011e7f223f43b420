/** The run's first moment: a Thursday, before the term of the sim's cohorts begins. */
export const BEGAN = Date.UTC(2026, 9, 1, 10, 0, 0);
const DISCORD_EPOCH = 1_420_070_400_000;

/** Ids as Discord makes them: its clock in the upper bits, growing for ever. */
export function snowflakes(now: () => number): () => string {
  let count = 0;
  return () => String((BigInt(BEGAN + now() - DISCORD_EPOCH) << 22n) | BigInt(++count & 0x3fffff));
}

export const byAge = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : Number(a > b)) : a.length - b.length;
