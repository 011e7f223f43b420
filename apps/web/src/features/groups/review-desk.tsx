import { useRef, type ReactNode } from "react";
import { Segmented } from "../../ui/segmented.tsx";
import type { MenuItem } from "../../ui/menu.tsx";
import { ClashDialog } from "./clash-dialog.tsx";
import { flagsOf } from "./conflict-rows.ts";
import { DragGhost } from "./drag-ghost.tsx";
import type { Effect } from "./effect.ts";
import type { GroupCard } from "./fit.ts";
import { GroupDetail } from "./group-detail.tsx";
import { GroupList } from "./group-list.tsx";
import type { WaitingParts } from "./not-placed.tsx";
import { PrintSheet } from "./print-sheet.tsx";
import { ReviewDialogs } from "./review-dialogs.tsx";
import { ReviewTable } from "./review-table.tsx";
import { SidePane } from "./side-pane.tsx";
import { placeRows } from "./table-rows.ts";
import { useConflicts, type Conflicts } from "./use-conflicts.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useEffects } from "./use-effects.ts";
import { ReviewDeskProvider, useDesk, type PersonRow, type Review } from "./use-review.ts";
import "./groups.css";
import "./review.css";
import "./print.css";

interface ReviewDeskProps {
  review: Review;
  waiting: readonly PersonRow[];
  parts: WaitingParts;
  endings: (group: GroupCard) => readonly MenuItem[];
  ended: (group: GroupCard) => ReactNode;
  onRemove: (group: GroupCard) => void;
  onRunStarted: (runId: number) => void;
  rules: ReactNode;
  ruleCount: number | undefined;
  /** Stands in the desk's place while there is no group at all. */
  empty: ReactNode;
}

/** The groups, the one that is looked at, and who has no place: side by side, and on a phone one at a time (GR-1). */
export function ReviewDesk({ review, waiting, onRunStarted, empty, ...panes }: ReviewDeskProps) {
  const effects = useEffects(review.cohort.id, review.drag.dragged);
  const conflicts = useConflicts(review.cohort.id);
  const rows = placeRows(review.groups, waiting, review.pins.people);
  const desk = useRef<HTMLDivElement>(null);
  useDeskKeys(desk, review);
  const { groups, view, printing } = review;
  return (
    <ReviewDeskProvider value={review}>
      <div className="review-desk" ref={desk} tabIndex={-1}>
        {groups.length === 0 && empty}
        {groups.length > 0 && view === "table" && <ReviewTable rows={rows} />}
        {groups.length > 0 && view === "board" && (
          <Panes waiting={waiting} effects={effects} conflicts={conflicts} {...panes} />
        )}
      </div>
      <DragGhost effects={effects} />
      <ReviewDialogs onRunStarted={onRunStarted} />
      <ClashDialog />
      {printing && <PrintSheet waiting={waiting} what={printing} />}
    </ReviewDeskProvider>
  );
}

interface PanesProps extends Pick<
  ReviewDeskProps,
  "waiting" | "parts" | "endings" | "ended" | "onRemove" | "rules" | "ruleCount"
> {
  effects: ReadonlyMap<number, Effect>;
  conflicts: Conflicts;
}

function Panes({ endings, ended, onRemove, effects, ...side }: PanesProps) {
  const { group, pane, setPane, inList } = useDesk();
  const known = side.conflicts.data;
  return (
    <div className="panes" data-pane={pane}>
      <div className="pane-switch">
        <Segmented
          label="What is shown"
          value={pane === "group" ? undefined : pane}
          onChange={setPane}
          options={[
            { value: "list", label: `Groups ${inList.length}` },
            { value: "side", label: `Not placed ${side.waiting.length}${known ? `, conflicts ${known.length}` : ""}` },
          ]}
        />
      </div>
      <GroupList effects={effects} flagged={flagsOf(known ?? [])} />
      {group && (
        <GroupDetail
          key={group.id}
          group={group}
          endings={endings(group)}
          ended={ended(group)}
          onRemove={() => onRemove(group)}
        />
      )}
      <SidePane {...side} />
    </div>
  );
}
