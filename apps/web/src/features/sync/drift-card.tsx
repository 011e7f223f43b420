import { Clock, EyeOff } from "lucide-react";
import { useId } from "react";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { DriftCardData } from "./health-words.ts";
import { acceptingWords, restoringWords } from "./drift-words.ts";

interface DriftCardProps {
  drift: DriftCardData;
  timeZone: string;
  /** The choice that is being carried out. */
  choosing: "restore" | "accept" | "ignore" | null;
  onRestore: () => void;
  onAccept: () => void;
  /** For so many days; undefined for good. */
  onIgnore: (days: number | undefined) => void;
}

/** Something was changed by hand on Discord: what, what restoring means, and the choices there are (SY-2). */
export function DriftCard({ drift, timeZone, choosing, onRestore, onAccept, onIgnore }: DriftCardProps) {
  const title = useId();
  const accepting = drift.choices.includes("accept") ? acceptingWords(drift.kind) : null;
  return (
    <Card className="drift" aria-labelledby={title}>
      <div className="dh">
        <Chip tone="warn">Changed outside</Chip>
        <h3 id={title}>{drift.groupName}</h3>
      </div>
      <p>
        {drift.sentence}
        {drift.times &&
          ` It begins ${momentOf(drift.times.theirs, timeZone)} there, and ${momentOf(drift.times.ours, timeZone)} in Muster.`}
        {drift.who && ` Probably by ${drift.who}.`}
      </p>
      <p className="eff2">
        {restoringWords(drift)} {accepting}
      </p>
      <div className="row wrap">
        {drift.choices.includes("restore") && (
          <Button busy={choosing === "restore"} onClick={onRestore}>
            {drift.isDouble ? "Remove the second" : "Restore ours"}
          </Button>
        )}
        {accepting && (
          <Button busy={choosing === "accept"} onClick={onAccept}>
            Accept theirs
          </Button>
        )}
        {drift.choices.includes("ignore") && (
          <Menu
            trigger={
              <Button variant="quiet" busy={choosing === "ignore"}>
                Leave it…
              </Button>
            }
            items={[
              { label: "for a day", icon: Clock, onSelect: () => onIgnore(1) },
              { label: "for a week", icon: Clock, onSelect: () => onIgnore(7) },
              { label: "for a month", icon: Clock, onSelect: () => onIgnore(30) },
              { label: "until somebody asks", icon: EyeOff, onSelect: () => onIgnore(undefined) },
            ]}
          />
        )}
      </div>
    </Card>
  );
}
