import { Undo2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useNow } from "../../dates/clock.ts";
import { Button } from "../../ui/button.tsx";
import { EndingDialog } from "./ending-dialog.tsx";
import type { EndingPlan } from "./use-ending.ts";

interface UndoRealizationProps {
  cohortId: number;
  /** Null where nothing is left to take back. */
  until: Date | null;
  steps: (groups: EndingPlan["discord"]["groups"]) => ReactNode;
}

/** For a day what was realized can go back to preview: first the way back is shown, then it is done (PL-12). */
export function UndoRealization({ cohortId, until, steps }: UndoRealizationProps) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  if (!open && (until === null || now > until)) return null;
  return (
    <>
      <Button variant="quiet" icon={Undo2} onClick={() => setOpen(true)}>
        Undo realizing
      </Button>
      {open && (
        <EndingDialog
          title="Take back to preview"
          deed={{ verb: "unrealize", cohortId }}
          name=""
          into={null}
          onClose={() => setOpen(false)}
          steps={steps}
        />
      )}
    </>
  );
}
