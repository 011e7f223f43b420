import { expect, test } from "vitest";
import { CHART, chartShape, spanOf } from "./chart-shape.ts";

const series = [
  { atMs: 0, best: 41, bound: null },
  { atMs: 10_000, best: 48, bound: 54 },
  { atMs: 30_000, best: 50, bound: 52 },
];

test("nothing is drawn before the first point", () => {
  expect(chartShape([], 60_000)).toBeNull();
});

test("a best holds until it rises: the line goes level first, then up", () => {
  const shape = chartShape(series, 60_000)!;
  const points = shape.best
    .slice(1)
    .split("L")
    .map((pair) => pair.split(" ").map(Number));
  for (let at = 1; at < points.length; at += 1) {
    const [from, to] = [points[at - 1]!, points[at]!];
    expect(from[0] === to[0] || from[1] === to[1]).toBe(true);
  }
  expect(points.at(-1)).toEqual([shape.now.x, shape.now.best]);
});

test("more is higher, the bound stands above the best, and all stays inside the picture", () => {
  const { now, yTicks, xTicks } = chartShape(series, 60_000)!;
  expect(now.bound!).toBeLessThan(now.best);
  for (const { y } of yTicks) expect(y >= CHART.top && y <= CHART.bottom).toBe(true);
  for (const { x } of xTicks) expect(x >= CHART.left && x <= CHART.right).toBe(true);
});

test("without a bound there is no gap to hatch", () => {
  const shape = chartShape([{ atMs: 5, best: 3, bound: null }], 1_000)!;
  expect([shape.bound, shape.gap]).toEqual([null, null]);
});

test("a run in which everything is settled at once still gets a scale", () => {
  const { yTicks } = chartShape([{ atMs: 40, best: 12, bound: 12 }], 60_000)!;
  expect(yTicks.length).toBeGreaterThanOrEqual(2);
  expect(yTicks.every(({ y }) => Number.isFinite(y))).toBe(true);
});

test("the moments before the first group was found do not stretch the scale down to nothing", () => {
  const { yTicks } = chartShape([{ atMs: 0, best: 0, bound: 65 }, ...series], 60_000)!;
  expect(yTicks[0]!.value).toBeGreaterThan(0);
});

test("the axis grows with the run, up to its limit", () => {
  expect(spanOf(1_000, 600_000)).toBe(20_000);
  expect(spanOf(60_000, 600_000)).toBe(120_000);
  expect(spanOf(500_000, 600_000)).toBe(600_000);
  expect(spanOf(1_000, 10_000)).toBe(10_000);
});
