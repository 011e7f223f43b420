import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { calendarDay, cityOf } from "../../dates/instant-words.ts";
import { Card } from "../../ui/card.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Stats } from "../../ui/stat.tsx";
import type { RunRow } from "./run-words.ts";

interface FactsStripProps {
  cohort: { id: number; name: string; startDate: string; timeZone: string; numberOfMeetings: number };
  /** With a week that holds a meeting, and without a place. */
  ready: number;
  silent: number;
  facilitators: number;
  /** Groups they can lead together, once that is known. */
  capacity: number | undefined;
  lastRun: RunRow | undefined;
}

/** The cohort at a glance; each fact leads to the list it counts, or to where it is set (SC-1). */
export function FactsStrip({ cohort, ready, silent, facilitators, capacity, lastRun }: FactsStripProps) {
  const params = { cohortId: cohort.id };
  const people = { to: "/cohorts/$cohortId/people", params, className: "stat" } as const;
  const terms = { to: "/cohorts/$cohortId", params, className: "stat" } as const;
  return (
    <Card className="glance" aria-label="The cohort at a glance">
      <Stats>
        <Link {...terms}>
          <Fact label="Cohort" value={cohort.name} words />
        </Link>
        <Link {...people} search={{ show: "ready" }}>
          <Fact label="Ready" value={ready} note="without a place" />
        </Link>
        <Link {...people} search={{ show: "not_answered" }}>
          <Fact label="No answer" value={silent} note={silent === 0 ? "everybody has" : "not painted a week"} />
        </Link>
        <Link {...people} search={{ show: "facilitators" }}>
          <Fact
            label="Facilitators"
            value={facilitators}
            note={capacity !== undefined && `can lead ${countOf(capacity, "group")}`}
          />
        </Link>
        <Link {...terms}>
          <Fact
            label="Term"
            value={`from ${calendarDay(cohort.startDate)}`}
            note={`${countOf(cohort.numberOfMeetings, "meeting")}, weekly, on ${cityOf(cohort.timeZone)}'s clock`}
            words
          />
        </Link>
        {lastRun ? (
          <Link to="/cohorts/$cohortId/schedule" params={params} search={{ run: lastRun.id }} className="stat">
            <Fact label="Last run" value={`Run ${lastRun.number}`} note={placedWords(lastRun)} words />
          </Link>
        ) : (
          <div className="stat">
            <Fact label="Last run" value="none yet" words />
          </div>
        )}
      </Stats>
    </Card>
  );
}

const placedWords = ({ progress, placed }: RunRow): string =>
  progress ? `${placed} of ${progress.total} placed` : "no result";

interface FactProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  /** Not a figure: smaller. */
  words?: boolean;
}

const Fact = ({ label, value, note, words = false }: FactProps) => (
  <>
    <span className="k">{label}</span>
    <span className={words ? "v words" : "v"}>{value}</span>
    {note && <span className="n">{note}</span>}
  </>
);
