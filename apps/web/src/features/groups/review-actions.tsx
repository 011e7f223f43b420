import { Keyboard, Redo2, Undo2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import type { Review } from "./use-review.ts";

/** Back, forward, and the keys: in the head of the page (GR-3, GR-6). */
export function ReviewActions({ review }: { review: Review }) {
  const { deeds, ask } = review;
  return (
    <>
      <Button variant="quiet" icon={Keyboard} label="Keys of this page" onClick={() => ask({ what: "keys" })} />
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
    </>
  );
}
