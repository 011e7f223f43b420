import { CircleX } from "lucide-react";
import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { ConflictList } from "./conflict-list.tsx";
import { HistoryList } from "./history-list.tsx";
import { NotPlaced, type WaitingParts } from "./not-placed.tsx";
import type { Conflicts } from "./use-conflicts.ts";
import type { PersonRow } from "./use-review.ts";

interface SidePaneProps {
  waiting: readonly PersonRow[];
  parts: WaitingParts;
  conflicts: Conflicts;
  /** What organisers said about who shares a group, and how many such rules there are. */
  rules: ReactNode;
  ruleCount: number | undefined;
}

/** Beside the group: who has no place, what speaks against the groups, and what was done (GR-1, GR-6, GR-7). */
export function SidePane({ waiting, parts, conflicts, rules, ruleCount }: SidePaneProps) {
  const known = conflicts.data;
  const hard = known?.filter(({ sort }) => sort === "hard").length ?? 0;
  return (
    <section className="pane pane-side" aria-label="Beside the groups">
      <Tabs.Root defaultValue="waiting">
        <div className="pane-head">
          <Tabs.List className="side-tabs" aria-label="Beside the groups">
            <Tabs.Trigger value="waiting" data-drop="waiting">
              Not placed <span className="count">{waiting.length}</span>
            </Tabs.Trigger>
            <Tabs.Trigger value="conflicts">
              {hard > 0 && <CircleX className="i i-sm flag-hard" aria-label={`${hard} need a decision`} />} Conflicts{" "}
              {known && <span className="count">{known.length}</span>}
            </Tabs.Trigger>
            <Tabs.Trigger value="rules">
              Rules {ruleCount !== undefined && <span className="count">{ruleCount}</span>}
            </Tabs.Trigger>
            <Tabs.Trigger value="history">History</Tabs.Trigger>
          </Tabs.List>
        </div>
        <Tabs.Content value="waiting" tabIndex={-1}>
          <NotPlaced waiting={waiting} parts={parts} />
        </Tabs.Content>
        <Tabs.Content value="conflicts" tabIndex={-1}>
          <ConflictList conflicts={conflicts} />
        </Tabs.Content>
        <Tabs.Content value="rules" tabIndex={-1}>
          {rules}
        </Tabs.Content>
        <Tabs.Content value="history" tabIndex={-1}>
          <HistoryList />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}
