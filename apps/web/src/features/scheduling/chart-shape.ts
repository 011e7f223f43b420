/** Best and bound over time as one picture: a plain value, drawn by the chart. */
export interface ChartShape {
  best: string;
  bound: string | null;
  /** Between best and bound: what is not settled yet. */
  gap: string | null;
  yTicks: { value: number; y: number }[];
  xTicks: { seconds: number; x: number }[];
  now: { x: number; best: number; bound: number | null };
}

export interface ChartPoint {
  atMs: number;
  best: number;
  bound: number | null;
}

export const CHART = { width: 720, height: 234, left: 44, right: 700, top: 14, bottom: 206 } as const;

const LEAST_SPAN_MS = 20_000;

/** How much time the axis shows while a run works: room to grow, but not the whole limit from the start. */
export const spanOf = (elapsedMs: number, limitMs: number): number =>
  Math.min(limitMs, Math.max(LEAST_SPAN_MS, 2 * elapsedMs));

/** Null until there is a point to draw. `spanMs` is the width of the axis. Drawn from the first group found on. */
export function chartShape(all: readonly ChartPoint[], spanMs: number): ChartShape | null {
  const first = all.findIndex(({ best }) => best > 0);
  const series = all.slice(Math.max(0, first));
  const last = series.at(-1);
  if (!last) return null;
  const span = Math.max(spanMs, last.atMs, 1);
  const bounded = series.filter((point): point is ChartPoint & { bound: number } => point.bound !== null);
  const values = [...series.map(({ best }) => best), ...bounded.map(({ bound }) => bound)];
  const ticks = ticksBetween(Math.min(...values), Math.max(...values));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const x = (atMs: number) => round(CHART.left + (CHART.right - CHART.left) * (atMs / span));
  const y = (value: number) => round(CHART.bottom - (CHART.bottom - CHART.top) * ((value - low) / (high - low)));
  const best = stairs(series.map((point) => [x(point.atMs), y(point.best)]));
  const bound = bounded.length > 0 ? stairs(bounded.map((point) => [x(point.atMs), y(point.bound)])) : null;
  return {
    best: `M${best.join("L")}`,
    bound: bound && `M${bound.join("L")}`,
    gap: bound && gapBetween(series, bounded, { x, y }),
    yTicks: ticks.map((value) => ({ value, y: y(value) })),
    xTicks: secondsBetween(span).map((seconds) => ({ seconds, x: x(seconds * 1000) })),
    now: { x: x(last.atMs), best: y(last.best), bound: last.bound === null ? null : y(last.bound) },
  };
}

interface Scales {
  x: (atMs: number) => number;
  y: (value: number) => number;
}

function gapBetween(
  series: readonly ChartPoint[],
  bounded: readonly { atMs: number; bound: number }[],
  { x, y }: Scales,
): string {
  const from = bounded[0]!.atMs;
  const before = series.findLast(({ atMs }) => atMs <= from) ?? series[0]!;
  const inside = [{ ...before, atMs: from }, ...series.filter(({ atMs }) => atMs > from)];
  const lower = stairs(inside.map(({ atMs, best }) => [x(atMs), y(best)]));
  const upper = stairs(bounded.map(({ atMs, bound }) => [x(atMs), y(bound)]));
  return `M${[...lower, ...upper.toReversed()].join("L")}Z`;
}

/** A value holds until the next one: each point is reached level, then risen to. */
function stairs(points: readonly (readonly [number, number])[]): string[] {
  return points.flatMap(([x, y], at) => {
    const before = points[at - 1];
    return before && before[1] !== y ? [`${x} ${before[1]}`, `${x} ${y}`] : [`${x} ${y}`];
  });
}

/** Round figures with the values between them, at most six, at least two. */
function ticksBetween(low: number, high: number): number[] {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000].find((size) => (high - low) / size <= 4) ?? 5_000;
  const first = Math.max(0, Math.floor(low / step) * step);
  const ticks = [first];
  while (ticks.at(-1)! < high || ticks.length < 2) ticks.push(ticks.at(-1)! + step);
  return ticks;
}

function secondsBetween(spanMs: number): number[] {
  const seconds = spanMs / 1000;
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((size) => seconds / size <= 6) ?? 900;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, at) => at * step);
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
