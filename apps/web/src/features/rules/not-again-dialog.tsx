import { useState } from "react";
import { problemOf } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useRuleDeeds } from "./use-rules.ts";
import "./rules.css";

interface NotAgainDialogProps {
  cohortId: number;
  group: { id: number; name: string };
  onClose: () => void;
}

/** The people of one group are put together in no other one (GR-13). */
export function NotAgainDialog({ cohortId, group: { id: groupId, name }, onClose }: NotAgainDialogProps) {
  const [withFacilitator, setWithFacilitator] = useState(false);
  const deeds = useRuleDeeds(cohortId);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Not put the people of ${name} together again?`}
      description={`In whichever cohort two of them meet again, they come into different groups. ${name} stays as it is. No member sees it.`}
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button
            variant="primary"
            busy={deeds.busy}
            onClick={() => deeds.notAgain({ groupId, name, withFacilitator }, onClose)}
          >
            Not again together
          </Button>
        </>
      }
    >
      <div className="rule-form">
        {deeds.problem && (
          <Note tone="fail" announce>
            {problemOf(deeds.problem).sentence}
          </Note>
        )}
        <Checkbox checked={withFacilitator} onChange={setWithFacilitator}>
          Nor led by the same facilitator
        </Checkbox>
      </div>
    </Dialog>
  );
}
