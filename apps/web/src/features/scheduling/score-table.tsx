import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip, type ChipTone } from "../../ui/chip.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { lookAtGroup } from "./group-anchor.ts";
import type { ScoreRow } from "./score.ts";

const KIND: Record<ScoreRow["kind"], { tone: ChipTone; word: string }> = {
  must: { tone: "ok", word: "Must" },
  counts: { tone: "accent", word: "Counts" },
  preferred: { tone: "wait", word: "Preferred" },
};

/** The result rule by rule; each opens to its cases, and each case leads to its group (SC-13, SC-15). */
export function ScoreTable({ rows, quality }: { rows: readonly ScoreRow[]; quality: number }) {
  return (
    <Card aria-label="Score by rule">
      <CardHead title="Score by rule">
        <span className="push faint small">what counts adds up to {quality.toFixed(1)}</span>
      </CardHead>
      <div className="runs score">
        <Scroller label="Score by rule">
          <DataTable caption="Score by rule" columns={COLUMNS} rows={rows} keyOf={({ rule }) => rule} compact />
        </Scroller>
      </div>
    </Card>
  );
}

const COLUMNS: Column<ScoreRow>[] = [
  { key: "rule", head: "Rule", className: "changed", cell: (row) => <RuleCell row={row} /> },
  { key: "kind", head: "Sort", cell: (row) => <KindCell row={row} /> },
  { key: "matches", head: "Matches", number: true, cell: ({ matches }) => matches },
  { key: "weight", head: "Weight", number: true, cell: ({ weight }) => <span className="dim">{weight}</span> },
  { key: "comes", head: "Comes to", number: true, cell: ({ comes }) => comes },
];

function KindCell({ row: { kind, loosened } }: { row: ScoreRow }) {
  const { tone, word } = KIND[kind];
  return loosened ? <Chip tone="warn">Loosened</Chip> : <Chip tone={tone}>{word}</Chip>;
}

function RuleCell({ row: { rule, where, loosened } }: { row: ScoreRow }) {
  const [all, setAll] = useState(false);
  const open = all || (loosened && where.length <= MOST_AT_ONCE);
  return (
    <>
      <b>{rule}</b>{" "}
      {where.length > 0 && !open && (
        <Button
          size="small"
          variant="link"
          aria-label={`Show ${where.length} cases of: ${rule}`}
          onClick={() => setAll(true)}
        >
          Show {where.length}
        </Button>
      )}
      {open && (
        <ul className="cases">
          {where.map(({ words, group }) => (
            <li key={`${words} ${group}`}>
              {words},{" "}
              <Button variant="link" size="small" aria-label={`Go to ${group}`} onClick={() => lookAtGroup(group)}>
                {group}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was loosened is shown at once, unless it is nearly everybody. */
const MOST_AT_ONCE = 12;
