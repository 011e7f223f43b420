import { useId } from "react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import type { DriftCardData } from "./health-words.ts";
import { restoringWords } from "./drift-words.ts";

interface DriftCardProps {
  drift: DriftCardData;
  busy: boolean;
  onRestore: () => void;
  onIgnore: () => void;
}

/** Something was changed by hand on Discord: what, what restoring means, and the choices there are (SY-2). */
export function DriftCard({ drift, busy, onRestore, onIgnore }: DriftCardProps) {
  const title = useId();
  return (
    <Card className="drift" aria-labelledby={title}>
      <div className="dh">
        <Chip tone="warn">Changed outside</Chip>
        <h3 id={title}>{drift.groupName}</h3>
      </div>
      <p>{drift.who ? `${drift.sentence} Probably by ${drift.who}.` : drift.sentence}</p>
      <p className="eff2">{restoringWords(drift.kind)}</p>
      <div className="row wrap">
        {drift.choices.includes("restore") && (
          <Button disabled={busy} onClick={onRestore}>
            Restore ours
          </Button>
        )}
        {drift.choices.includes("ignore") && (
          <Button variant="quiet" disabled={busy} onClick={onIgnore}>
            Leave it as it is
          </Button>
        )}
      </div>
    </Card>
  );
}
