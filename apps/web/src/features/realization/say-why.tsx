import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { TextArea } from "../../ui/text-area.tsx";

interface SayWhyProps {
  conflicts: readonly string[];
  busy: boolean;
  onClose: () => void;
  onSure: (reason: string) => void;
}

/** Something hard speaks against the groups: they are made all the same once somebody says why, and the reason is kept (GR-7). */
export function SayWhy({ conflicts, busy, onClose, onSure }: SayWhyProps) {
  const [reason, setReason] = useState("");
  const said = reason.trim();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Why are these groups right all the same?"
      description={
        <ul>
          {conflicts.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      }
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" disabled={said === ""} busy={busy} onClick={() => onSure(said)}>
            Create on Discord
          </Button>
        </>
      }
    >
      <Field label="The reason" why="It stays in the history, with your name.">
        {(wiring) => (
          <TextArea {...wiring} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </Dialog>
  );
}
