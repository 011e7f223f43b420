import type { Availability } from "@muster/domain/availability";
import type { Interval } from "@muster/domain/week";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Menu } from "../../ui/menu.tsx";
import { copyTargets } from "./copy-targets.ts";
import type { Brush } from "./painting.ts";
import { quickWeeks } from "./quick-weeks.ts";

interface QuickActionsProps {
  week: Availability;
  brush: Brush;
  hours: Interval;
  change: (next: Availability, sentence: string) => void;
  grid: {
    quarters: boolean;
    /** The week itself has quarters: then they are shown. */
    quartersNeeded: boolean;
    setQuarters: (quarters: boolean) => void;
    twoClicks: boolean;
    setTwoClicks: (twoClicks: boolean) => void;
  } | null;
}

/** Ready-made strokes, each one step to undo (AG-19), and how one wants to paint. */
export function QuickActions({ week, brush, hours, change, grid }: QuickActionsProps) {
  const paint = brush === "erase" ? "available" : brush;
  return (
    <Card className="tip quick">
      <h2>Quicker</h2>
      <div className="row wrap">
        <Button onClick={() => change(quickWeeks.weekdayEvenings(week, paint), "Weekday evenings marked")}>
          Weekday evenings
        </Button>
        <Button onClick={() => change(quickWeeks.weekends(week, paint), "Weekends marked")}>Weekends</Button>
        <Menu
          trigger={
            <button className="btn" type="button">
              Copy Monday to…
            </button>
          }
          items={copyTargets(0).map(({ label, days }) => ({
            label,
            onSelect: () => change(quickWeeks.copyDay(week, 0, days), `Monday copied to ${label}`),
          }))}
        />
        <Button onClick={() => change(quickWeeks.all(week, hours), "All hours shown are marked")}>All</Button>
        <Button onClick={() => change(quickWeeks.invert(week, hours), "Turned round")}>Invert</Button>
        <Button onClick={() => change(quickWeeks.none(), "Everything cleared")}>Clear</Button>
      </div>
      {grid && (
        <div className="painthow">
          <Checkbox checked={grid.twoClicks} onChange={grid.setTwoClicks}>
            Start and end with a click, no dragging
          </Checkbox>
          <Checkbox checked={grid.quarters} disabled={grid.quartersNeeded} onChange={grid.setQuarters}>
            Lines every 15 minutes
          </Checkbox>
        </div>
      )}
    </Card>
  );
}
