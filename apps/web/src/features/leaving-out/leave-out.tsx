import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { useLeavingOut } from "./use-leaving-out.ts";

interface LeaveOutProps {
  cohortId: number;
  person: { personId: number; name: string };
  /** They are left out already. */
  isOut?: boolean;
}

/** Looks for no place for somebody until they are brought back; why is asked for, and need not be said (SC-14). */
export function LeaveOut({ cohortId, person, isOut = false }: LeaveOutProps) {
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const { isLeavingOut, problem, forget, leaveOut } = useLeavingOut(cohortId);
  const { name } = person;
  const ask = () => {
    forget();
    setAsked(true);
  };
  if (isOut) return <p className="faint small">Left out: no new run looks for a place for them.</p>;
  return (
    <>
      <Button size="small" busy={isLeavingOut} aria-label={`Leave out: ${name}`} onClick={ask}>
        Leave out
      </Button>
      <Dialog
        open={asked}
        onOpenChange={setAsked}
        title={`Leave ${name} out?`}
        description="No run looks for a place for them until you bring them back. They stay signed up, can still take a free seat themselves, and read that they are not being placed at present."
        actions={
          <>
            <Button onClick={() => setAsked(false)}>Keep them in</Button>
            <Button
              variant="primary"
              busy={isLeavingOut}
              onClick={() => leaveOut(person, reason, () => setAsked(false))}
            >
              Leave {name} out
            </Button>
          </>
        }
      >
        <Field label="Why" why="If you like. Organisers read it, nobody else.">
          {(wiring) => (
            <TextArea {...wiring} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {problem && (
          <Note tone="fail" announce>
            {problem}
          </Note>
        )}
      </Dialog>
    </>
  );
}
