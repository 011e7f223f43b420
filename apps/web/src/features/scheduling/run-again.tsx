import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { OTHERS, type Others } from "./others.ts";

interface RunAgainProps {
  /** `2 groups and 1 person`; null where nothing is pinned. */
  kept: string | null;
  busy: boolean;
  onAgain: (others: Others) => void;
}

/** Another run from here: whoever is pinned stays, and how much the others may move (SC-19). */
export function RunAgain({ kept, busy, onAgain }: RunAgainProps) {
  const [others, setOthers] = useState<Others>("least");
  return (
    <div className="card-body tight again">
      <Button icon={RefreshCw} busy={busy} onClick={() => onAgain(others)}>
        {kept === null ? "Run again from here" : `Run again, keep ${kept}`}
      </Button>
      <Segmented label="Who may move" value={others} options={OTHERS} onChange={setOthers} />
      <span className="why">{OTHERS.find(({ value }) => value === others)?.why}</span>
    </div>
  );
}
