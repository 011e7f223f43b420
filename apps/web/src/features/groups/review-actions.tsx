import { Redo2, RefreshCw, Undo2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { Review } from "./use-review.ts";

/** Board or table, back and forward, and running again: in the head of the page (GR-2, GR-6, GR-10). */
export function ReviewActions({ review }: { review: Review }) {
  const { deeds, ask, view, setView, open, groups } = review;
  const preview = groups.some(({ status }) => status === "preview");
  return (
    <>
      <Segmented
        label="How the groups are shown"
        className="seg-sm"
        value={view}
        onChange={setView}
        options={[
          { value: "board", label: "Board" },
          { value: "table", label: "Table" },
        ]}
      />
      <Button
        variant="quiet"
        icon={Undo2}
        label={deeds.undoes ? `Undo: ${deeds.undoes}` : "Undo"}
        disabled={deeds.undoes === null || deeds.busy}
        onClick={deeds.undo}
      />
      <Button
        variant="quiet"
        icon={Redo2}
        label={deeds.redoes ? `Redo: ${deeds.redoes}` : "Redo"}
        disabled={deeds.redoes === null || deeds.busy}
        onClick={deeds.redo}
      />
      {open && preview && (
        <Button icon={RefreshCw} onClick={() => ask({ what: "rerun" })}>
          Re-run, keep what is pinned
        </Button>
      )}
    </>
  );
}
