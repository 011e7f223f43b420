import { groupSubject } from "@muster/domain/subject";
import { RefreshCw } from "lucide-react";
import { agoOf, momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { failures, systemName, type Health } from "./health-words.ts";

interface Task {
  subject: string;
  system: Health["deadLetters"][number]["system"];
}

interface FailedListProps {
  health: Health;
  now: Date;
  timeZone: string;
  /** What is being tried again. */
  retrying: Task | null;
  onRetry: (what: Task) => void;
}

interface Row extends Task {
  name: string;
  sentence: string;
  facts: string;
}

/** What failed and what was set aside after many tries, each with what to do and Retry (round: 9). */
export function FailedList({ health, now, timeZone, retrying, onRetry }: FailedListProps) {
  const rows = rowsOf(health, { now, timeZone });
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHead title="Failed" count={rows.length} />
      <ul className="fails">
        {rows.map((row) => (
          <li key={`${row.subject}-${row.system}`} className="failrow">
            <Chip tone="fail">
              {row.name}, {systemName(row.system)}
            </Chip>
            <div>
              <b>{row.sentence}</b>
              {row.facts && <p className="dim">{row.facts}</p>}
            </div>
            <Button
              className="push"
              size="small"
              icon={RefreshCw}
              busy={retrying?.subject === row.subject && retrying.system === row.system}
              aria-label={`Retry ${row.name}, ${systemName(row.system)}`}
              onClick={() => onRetry(row)}
            >
              Retry now
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function rowsOf({ groups, deadLetters }: Health, { now, timeZone }: { now: Date; timeZone: string }): Row[] {
  const aside = deadLetters.map((letter) => ({
    ...letter,
    facts: letter.since ? `Set aside ${agoOf(letter.since, now, timeZone)}; the other groups go on.` : "Set aside.",
  }));
  const failed = failures(groups)
    .map(({ group, system }) => ({
      subject: groupSubject(group.groupId),
      name: group.name,
      system: system.system,
      sentence: system.sentence,
      facts: system.nextAt
        ? `Tried ${countOf(system.attempt, "time")}, next at ${momentOf(system.nextAt, timeZone)}.`
        : "",
    }))
    .filter((row) => !aside.some((letter) => letter.subject === row.subject && letter.system === row.system));
  return [...aside, ...failed];
}
