/** The brand picture: seventeen people's hours, and the one they share. Each is [top, height] in the drawing's units. */
const HOURS: readonly [number, number][] = [
  [188, 264],
  [188, 168],
  [68, 384],
  [68, 240],
  [188, 192],
  [68, 240],
  [20, 408],
  [188, 144],
  [20, 288],
  [20, 264],
  [92, 264],
  [20, 432],
  [140, 312],
  [92, 264],
  [116, 336],
  [20, 288],
  [188, 192],
];
const LINES = [20, 68, 116, 164, 212, 260, 308, 356, 404, 452];
const APART = 30.25;

export function SharedHour() {
  return (
    <svg className="weekart" viewBox="0 0 504 472" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      {LINES.map((y) => (
        <line key={y} className="gl" x1="0" x2="504" y1={y} y2={y} />
      ))}
      {HOURS.map(([top, height], at) => (
        <g key={at}>
          <rect className="each" x={at * APART} y={top} width="20" height={height} rx="10" />
          <rect className="shared" x={at * APART} y="212" width="20" height="48" />
        </g>
      ))}
    </svg>
  );
}
