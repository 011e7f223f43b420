import { Card } from "../../ui/card.tsx";
import { Stat, Stats } from "../../ui/stat.tsx";
import { countStates, type GroupHealth } from "./health-words.ts";

/** How many of everything is in step, and what is not. */
export function HealthNumbers({ groups }: { groups: readonly GroupHealth[] }) {
  const counts = countStates(groups);
  return (
    <Card>
      <Stats>
        <Stat label="In sync" value={counts.in_sync} of={`of ${counts.on}`} />
        <Stat label="Waiting" value={counts.waiting} />
        <Stat label="Changed outside" value={counts.changed_outside} />
        <Stat label="Failed" value={counts.failed} />
      </Stats>
    </Card>
  );
}
