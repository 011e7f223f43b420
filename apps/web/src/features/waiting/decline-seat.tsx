import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { listOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import type { MyWait } from "./line-words.ts";

interface DeclineSeatProps {
  wait: MyWait | null;
  /** Groups of the other lines one stands in, by name. */
  others: readonly string[];
  close: () => void;
  decline: (wait: MyWait, keepOthers: boolean) => void;
}

/** No to a seat: what happens with it, and whether the other lines are kept. */
export function DeclineSeat({ wait, others, close, decline }: DeclineSeatProps) {
  const [keepOthers, setKeepOthers] = useState(true);
  if (!wait) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || close())}
      title={`Decline the seat in ${wait.name}?`}
      description="It goes to the next in line at once. You can come back for 15 minutes, then at the place where you stood."
      actions={
        <>
          <Button onClick={close}>Think again</Button>
          <Button variant="primary" onClick={() => decline(wait, keepOthers)}>
            Decline the seat
          </Button>
        </>
      }
    >
      {others.length > 0 && (
        <Checkbox checked={keepOthers} onChange={setKeepOthers}>
          Stay in line for {listOf([...others])}
        </Checkbox>
      )}
    </Dialog>
  );
}
