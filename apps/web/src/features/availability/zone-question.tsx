import type { Availability } from "@muster/domain/availability";
import { cityOf } from "../../dates/instant-words.ts";
import { blockWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { changeZone, type ZoneChange } from "./change-zone.ts";

interface ZoneQuestionProps {
  week: Availability;
  from: string;
  /** The zone just chosen, or null while nothing is asked. */
  to: string | null;
  at: Date;
  answer: (change: ZoneChange | null) => void;
}

/** The one question a new zone asks: shall the clock times stay, or the moments? (AG-6) */
export function ZoneQuestion({ week, from, to, at, answer }: ZoneQuestionProps) {
  const example = week.available[0] ?? week.ifNeeded[0];
  if (to === null || !example) return null;
  const moved = changeZone({ available: [example], ifNeeded: [] }, { from, to, at }, "keep_moments").available;
  const [before, after] = [blockWords(example), moved.map((part) => blockWords(part)).join(", ")];
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || answer(null))}
      title={`Your week in ${cityOf(to)}`}
      description={
        <>
          <p>
            If you live in {cityOf(to)} now, keep the clock times: <b>{before}</b> stays {before}.
          </p>
          <p>
            If only the zone was wrong, keep the moments: {before} in {cityOf(from)} is <b>{after}</b> in {cityOf(to)}.
          </p>
        </>
      }
      actions={
        <>
          <Button onClick={() => answer("keep_moments")}>Keep the moments</Button>
          <Button variant="primary" onClick={() => answer("keep_clock_times")}>
            Keep the clock times
          </Button>
        </>
      }
    />
  );
}
