import { Link } from "@tanstack/react-router";
import { CircleX, Info, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Outputs } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf, listOf, someNames } from "../../ui/count-words.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { peopleSearch } from "./people-search.ts";

export type Preflight = Outputs["scheduling"]["preflight"];
type Finding = Preflight["blocks"][number];

const SORTS = {
  blocks: { tone: "fail", icon: CircleX, word: "Blocks" },
  warnings: { tone: "warn", icon: TriangleAlert, word: "Warning" },
  infos: { tone: "wait", icon: Info, word: "Info" },
} as const;
type Sort = keyof typeof SORTS;

interface PreflightListProps {
  preflight: Preflight | undefined;
  cohortId: number;
  /** Free seats of standing groups are filled too: the bound counts new groups only, and is not shown. */
  filling: boolean;
}

/** What would stop a run, what it would have to do without, and what is good to know (SC-5, SC-7). */
export function PreflightList({ preflight, cohortId, filling }: PreflightListProps) {
  if (!preflight)
    return (
      <Card>
        <CardHead title="Before the run" />
        <Skeleton lines={3} label="Looking at the cohort" />
      </Card>
    );
  const { blocks, warnings, infos, atMost, candidates } = preflight;
  const rows = (
    [
      ["blocks", blocks],
      ["warnings", warnings],
      ["infos", infos],
    ] as const
  ).flatMap(([sort, findings]) => findings.map((finding) => ({ sort, finding })));
  return (
    <Card>
      <CardHead title="Before the run" count={preflightCount(preflight)}>
        {atMost !== null && candidates > 0 && !filling && (
          <span className="push faint small">
            bound: at most {atMost} of {candidates} can be placed with these settings
          </span>
        )}
      </CardHead>
      {rows.length === 0 ? (
        <p className="card-body dim small">Everybody has answered, and facilitators can lead enough groups.</p>
      ) : (
        <ul className="pre">
          {rows.map(({ sort, finding }) => (
            <FindingRow
              key={`${sort}-${finding.code}-${finding.sentence}`}
              sort={sort}
              finding={finding}
              cohortId={cohortId}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface FindingRowProps {
  sort: Sort;
  finding: Finding;
  cohortId: number;
}

function FindingRow({ sort, finding: { sentence, people, page }, cohortId }: FindingRowProps) {
  const [all, setAll] = useState(false);
  const shown = peopleSearch({ people, page });
  const names = people.map(({ name }) => name);
  const { tone, icon, word } = SORTS[sort];
  return (
    <li>
      <Chip tone={tone} icon={icon}>
        {word}
      </Chip>
      <span>
        <b>{sentence.replace(/\.$/, "")}.</b> {all ? listOf(names) : someNames(names)}{" "}
        {shown && (
          <Link to="/cohorts/$cohortId/people" params={{ cohortId }} search={shown}>
            See people
          </Link>
        )}{" "}
        {page === "groups" && (
          <Link to="/cohorts/$cohortId/groups" params={{ cohortId }}>
            See groups
          </Link>
        )}
      </span>
      {names.length > 3 && (
        <Button className="push" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${names.length}`}
        </Button>
      )}
    </li>
  );
}

function preflightCount({ blocks, warnings }: Preflight): string {
  const blocking = blocks.length === 0 ? "nothing blocks" : countOf(blocks.length, "thing blocks", "things block");
  return warnings.length === 0 ? blocking : `${blocking}, ${countOf(warnings.length, "warning")}`;
}
