import { useId } from "react";
import { CHART, chartShape } from "./chart-shape.ts";
import { durationWords, type RunProgress } from "./run-words.ts";

/** Best quality against the upper bound over time; the gap between them is hatched, not settled yet. */
export function RunChart({ progress, spanMs }: { progress: RunProgress; spanMs: number }) {
  const hatch = useId();
  const shape = chartShape(progress.series, spanMs);
  if (!shape) return null;
  const { now } = shape;
  const crowded = now.x > 580;
  const label = { x: crowded ? now.x - 10 : now.x + 10, textAnchor: crowded ? "end" : "start" } as const;
  return (
    <svg className="chart" viewBox={`0 0 ${CHART.width} ${CHART.height}`} role="img" aria-label={chartWords(progress)}>
      <defs>
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse">
          <path className="gp" d="M-2 2l4-4M0 8l8-8M6 10l4-4" />
        </pattern>
      </defs>
      {shape.yTicks.map(({ value, y }) => (
        <g key={value}>
          <line className="gl" x1={CHART.left} x2={CHART.right} y1={y} y2={y} />
          <text className="ax" x={CHART.left - 10} y={y + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {shape.xTicks.map(({ seconds, x }) => (
        <text key={seconds} className="ax" x={x} y={CHART.bottom + 20} textAnchor="middle">
          {seconds} s
        </text>
      ))}
      {shape.gap && <path d={shape.gap} fill={`url(#${hatch})`} />}
      {shape.bound && <path className="bd" d={shape.bound} />}
      <path className="bs" d={shape.best} />
      <line className="nowl" x1={now.x} x2={now.x} y1={CHART.top} y2={CHART.bottom} />
      <circle className="dotb" cx={now.x} cy={now.best} r="3.5" />
      {now.bound !== null && progress.upperBound !== null && now.best - now.bound > 12 && (
        <text className="tl2" {...label} y={Math.max(CHART.top + 8, Math.min(now.bound, now.best - 10) - 6)}>
          at most {progress.upperBound.toFixed(1)}
        </text>
      )}
      <text className="tb" {...label} y={Math.min(CHART.bottom - 4, now.best + 18)}>
        {progress.proven ? "proven best" : "best"} {progress.bestQuality.toFixed(1)}
      </text>
    </svg>
  );
}

function chartWords({ series, bestQuality, upperBound, elapsedMs }: RunProgress): string {
  const first = series[0]?.best ?? bestQuality;
  const bound = upperBound === null ? "" : `, the upper bound is ${upperBound.toFixed(1)}`;
  return `Best quality rose from ${first.toFixed(1)} to ${bestQuality.toFixed(1)} in ${durationWords(elapsedMs)}${bound}`;
}
