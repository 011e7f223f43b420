import { Link } from "@tanstack/react-router";
import { calendarDay, cityOf } from "../../dates/instant-words.ts";
import { Card } from "../../ui/card.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import type { CohortCard } from "./stages.ts";
import { StageChip } from "./status-chip.tsx";
import "./cohorts.css";

const COLUMNS: Column<CohortCard>[] = [
  {
    key: "cohort",
    head: "Cohort",
    cell: ({ id, name, course }) => (
      <span className="nowrap">
        <Link to="/cohorts/$cohortId" params={{ cohortId: id }}>
          <b className="md">{course.title}</b>
        </Link>{" "}
        <span className="dim">{name}</span>
      </span>
    ),
  },
  { key: "stage", head: "Stage", cell: (cohort) => <StageChip cohort={cohort} /> },
  {
    key: "starts",
    head: "Starts",
    cell: ({ startDate, timeZone }) => (
      <span className="nowrap">
        {calendarDay(startDate)} <span className="faint small">{cityOf(timeZone)}</span>
      </span>
    ),
  },
  { key: "people", head: "People", number: true, cell: ({ people }) => people },
  { key: "answered", head: "Answered", number: true, cell: ({ answered }) => answered },
  { key: "placed", head: "Placed", number: true, cell: ({ placed }) => placed },
  { key: "groups", head: "Groups", cell: ({ groups }) => <span className="dim nowrap">{groupWords(groups)}</span> },
];

/** All cohorts, the one to work on a click away. */
export function CohortList({ cohorts }: { cohorts: readonly CohortCard[] }) {
  return (
    <Card>
      <Scroller label="Table of cohorts">
        <DataTable caption="Cohorts" columns={COLUMNS} rows={cohorts} keyOf={({ id }) => id} />
      </Scroller>
    </Card>
  );
}

function groupWords({ preview, active }: CohortCard["groups"]): string {
  const parts = [
    ...(active > 0 ? [`${active} active`] : []),
    ...(preview > 0 ? [`${countOf(preview, "group")} in preview`] : []),
  ];
  return parts.join(", ") || "none yet";
}
