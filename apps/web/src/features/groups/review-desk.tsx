import { useRef, type ReactNode } from "react";
import type { MenuItem } from "../../ui/menu.tsx";
import { ClashDialog } from "./clash-dialog.tsx";
import { DragGhost } from "./drag-ghost.tsx";
import type { GroupCard } from "./fit.ts";
import { GroupDetail } from "./group-detail.tsx";
import { GroupList } from "./group-list.tsx";
import { ReviewDialogs } from "./review-dialogs.tsx";
import { ReviewTable } from "./review-table.tsx";
import { SidePane } from "./side-pane.tsx";
import { placeRows } from "./table-rows.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useEffects } from "./use-effects.ts";
import { ReviewDeskProvider, type PersonRow, type Review } from "./use-review.ts";
import type { WhyNot } from "./waiting-order.ts";
import "./groups.css";
import "./review.css";

interface ReviewDeskProps {
  review: Review;
  waiting: readonly PersonRow[];
  why: (person: PersonRow) => WhyNot;
  endings: (group: GroupCard) => readonly MenuItem[];
  ended: (group: GroupCard) => ReactNode;
  onRemove: (group: GroupCard) => void;
  onRunStarted: () => void;
}

/** The groups, the one that is looked at, and who has no place: side by side, and on a phone one at a time (GR-1). */
export function ReviewDesk({ review, waiting, why, endings, ended, onRemove, onRunStarted }: ReviewDeskProps) {
  const desk = useRef<HTMLDivElement>(null);
  const effects = useEffects(review.cohort.id, review.drag.dragged);
  useDeskKeys(desk, review);
  const { group } = review;
  return (
    <ReviewDeskProvider value={review}>
      {review.view === "table" ? (
        <ReviewTable rows={placeRows(review.groups, waiting, review.pins.people)} />
      ) : (
        <div className="panes" ref={desk} data-pane={review.pane} tabIndex={-1}>
          <GroupList effects={effects} flagged={new Map()} />
          {group && (
            <GroupDetail
              key={group.id}
              group={group}
              endings={endings(group)}
              ended={ended(group)}
              onRemove={() => onRemove(group)}
            />
          )}
          <SidePane waiting={waiting} why={why} />
        </div>
      )}
      <DragGhost effects={effects} />
      <ReviewDialogs onRunStarted={onRunStarted} />
      <ClashDialog />
    </ReviewDeskProvider>
  );
}
