/**
 * The most people a grouping of at most so many tenths can have in it: each counts ten, or nine if some hour of theirs is
 * only if needed. Whoever leads two groups counts twice, and is one person, so that there are rather fewer.
 */
export function mostPeople(tenths: number, { total, ifNeeded }: { total: number; ifNeeded: number }): number {
  const nines = Math.min(ifNeeded, Math.floor(tenths / 9));
  return nines + Math.min(total - ifNeeded, Math.floor((tenths - 9 * nines) / 10));
}
