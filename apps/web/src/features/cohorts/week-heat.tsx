import { Check } from "lucide-react";
import type { CSSProperties } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { weekdayName, weekMinuteWords } from "../../dates/week-words.ts";
import { Card, CardBody, CardHead } from "../../ui/card.tsx";
import { countOf } from "../../ui/count-words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { heatLevel, hoursShown } from "./heat-level.ts";
import type { Overview } from "./next-step.ts";

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const LEVELS = [0, 1, 2, 3, 4, 5, 6];

interface WeekHeatProps {
  heat: Overview["heat"];
  timeZone: string;
}

/** How many people are free in each whole hour of the week, in the cohort's zone; each cell says its count. */
export function WeekHeat({ heat, timeZone }: WeekHeatProps) {
  return (
    <Card>
      <CardHead title="When people are free">
        <span className="push faint small">
          {countOf(heat.outOf, "answer")}, {cityOf(timeZone)} time
        </span>
      </CardHead>
      {heat.outOf === 0 ? (
        <EmptyState title="No answers yet">Each hour shows here how many people could meet then.</EmptyState>
      ) : (
        <CardBody className="heatpad">
          <HeatTable heat={heat} timeZone={timeZone} />
          <div className="legend">
            <span className="ramp" aria-hidden="true">
              {LEVELS.map((level) => (
                <i key={level} className="sw sw-h" style={{ "--h": `var(--color-heat-${level})` } as CSSProperties} />
              ))}
            </span>
            <span>
              0 to {Math.max(...heat.counts)} of {countOf(heat.outOf, "person", "people")}: the darker, the nearer to
              the busiest hour. Each cell counts whole hours.
            </span>
          </div>
        </CardBody>
      )}
    </Card>
  );
}

function HeatTable({ heat: { counts, outOf }, timeZone }: WeekHeatProps) {
  const { from, until } = hoursShown(counts);
  const most = Math.max(...counts);
  const hours = Array.from({ length: until - from }, (_, at) => from + at);
  return (
    <table className="heat heat-mini">
      <caption className="sr">People free in each hour of the week, {cityOf(timeZone)} time</caption>
      <colgroup>
        <col className="t" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr">Hour</span>
          </th>
          {DAYS.map((day) => (
            <th key={day} scope="col">
              {weekdayName(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour}>
            <th scope="row">{String(hour).padStart(2, "0")}:00</th>
            {DAYS.map((day) => {
              const count = counts[day * 24 + hour] ?? 0;
              const level = heatLevel(count, { most, outOf });
              const name = `${weekMinuteWords((day * 24 + hour) * 60)}: ${count} of ${outOf}`;
              return (
                <td key={day} className={`h${level}`} title={name}>
                  {count > 0 ? count : <span className="sr">0</span>}
                  {level === 6 && <Check className="i i-sm" aria-label="everybody" />}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
