import { Tabs } from "radix-ui";
import { NotPlaced } from "./not-placed.tsx";
import type { PersonRow } from "./use-review.ts";
import type { WhyNot } from "./waiting-order.ts";

interface SidePaneProps {
  waiting: readonly PersonRow[];
  why: (person: PersonRow) => WhyNot;
}

/** Beside the group: who has no place. */
export function SidePane({ waiting, why }: SidePaneProps) {
  return (
    <section className="pane pane-side" aria-label="Beside the groups">
      <Tabs.Root defaultValue="waiting">
        <div className="pane-head">
          <Tabs.List className="side-tabs" aria-label="Beside the groups">
            <Tabs.Trigger value="waiting">
              Not placed <span className="count">{waiting.length}</span>
            </Tabs.Trigger>
          </Tabs.List>
        </div>
        <Tabs.Content value="waiting" tabIndex={-1}>
          <NotPlaced waiting={waiting} why={why} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}
