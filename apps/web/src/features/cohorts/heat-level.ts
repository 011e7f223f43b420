/**
 * How dark a cell of a heatmap is: 0 nobody, 1–5 a fifth each of the busiest hour, 6 everybody. Against the busiest hour
 * and not against everybody, since people in ten zones never meet in one hour and all cells would look alike.
 */
export function heatLevel(count: number, { most, outOf }: { most: number; outOf: number }): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  if (count <= 0 || outOf <= 0) return 0;
  if (count >= outOf) return 6;
  return Math.min(5, Math.ceil((5 * count) / most)) as 1 | 2 | 3 | 4 | 5;
}

/**
 * The hours of the day worth showing, from the first to the last at which anybody is free on any day; with nobody free,
 * the working day. `counts` has one entry for each hour of the week, Monday 00:00 first.
 */
export function hoursShown(counts: readonly number[]): { from: number; until: number } {
  const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    Array.from({ length: 7 }, (_, day) => counts[day * 24 + hour] ?? 0).some((count) => count > 0),
  );
  const [first, last] = [busy[0], busy.at(-1)];
  return first === undefined || last === undefined ? { from: 8, until: 20 } : { from: first, until: last + 1 };
}
