import { usabilityOf, type Availability } from "@muster/domain/availability";
import { clockTime, type Interval } from "@muster/domain/week";
import { useState } from "react";
import { blockWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { extendBlock } from "./quick-weeks.ts";

interface WeekAdviceProps {
  week: Availability;
  meetingLength: number;
  change: (next: Availability, sentence: string) => void;
}

/** What would make this week count for more: one card for the first block that is too short, one when nothing is Available. */
export function WeekAdvice({ week, meetingLength, change }: WeekAdviceProps) {
  const [left, setLeft] = useState<readonly string[]>([]);
  if (meetingLength === 0) return null;
  const { tooShort, availableMinutes, ifNeededMinutes } = usabilityOf(week, meetingLength);
  const open = tooShort.filter((block) => !left.includes(blockWords(block)));
  return (
    <>
      {availableMinutes === 0 && ifNeededMinutes > 0 && (
        <Card className="tip">
          <h2>Only If needed so far</h2>
          <p className="dim">
            That is allowed. Groups are made from Available hours first, so one Available block makes a place likelier.
          </p>
        </Card>
      )}
      {open[0] && (
        <Card className="tip">
          <h2>{open.length === 1 ? "One block is too short" : `${open.length} blocks are too short`}</h2>
          <p className="dim">
            {blockWords(open[0])} is {lengthOf(open[0])} minutes. It counts once it reaches {meetingLength}.
          </p>
          <div className="row wrap">
            <Button
              onClick={() =>
                change(extendBlock(week, open[0]!, meetingLength), `${blockWords(open[0]!, "long")} extended`)
              }
            >
              Extend to {clockTime(open[0].start + meetingLength)}
            </Button>
            <Button variant="quiet" onClick={() => setLeft([...left, blockWords(open[0]!)])}>
              Leave it
            </Button>
          </div>
        </Card>
      )}
    </>
  );
}

const lengthOf = ({ start, end }: Interval): number => end - start;
