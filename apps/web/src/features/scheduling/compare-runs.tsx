import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Chip, type ChipTone } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { RunRow } from "./run-words.ts";

type Comparison = Outputs["scheduling"]["compare"];
type Move = Comparison["moved"][number];

interface CompareRunsProps {
  one: RunRow;
  other: RunRow;
  timeZone: string;
  onClose: () => void;
}

/** Two runs side by side: their figures, who changes group between them, and which groups come, go or move (SC-18). */
export function CompareRuns({ one, other, timeZone, onClose }: CompareRunsProps) {
  const compared = useQuery(trpc.scheduling.compare.queryOptions({ one: one.id, other: other.id }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`From run ${one.number} to run ${other.number}`}
      description={
        compared.data &&
        `${countOf(compared.data.moved.length, "person has", "people have")} another group, or none, in run ${other.number}. Times are on ${cityOf(timeZone)}'s clock.`
      }
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <DataTable caption="Figures of both runs" columns={FIGURES} rows={[one, other]} keyOf={({ id }) => id} compact />
      {compared.error && <Note tone="fail">{problemOf(compared.error).sentence}</Note>}
      {compared.isPending && <Skeleton lines={4} />}
      {compared.data && (
        <>
          <GroupChanges groups={compared.data.groups} />
          <Moves one={one} other={other} moved={compared.data.moved} />
        </>
      )}
    </Dialog>
  );
}

function GroupChanges({ groups: { appeared, vanished, retimed } }: Pick<Comparison, "groups">) {
  const lines = [
    ...retimed.map(({ from, to }) => `Moves: ${from} → ${to}`),
    ...vanished.map((group) => `Gone: ${group}`),
    ...appeared.map((group) => `New: ${group}`),
  ];
  if (lines.length === 0) return <p className="dim small">The same groups at the same times.</p>;
  return (
    <ul className="changes small" aria-label="Groups that change">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Moves({ one, other, moved }: { one: RunRow; other: RunRow; moved: readonly Move[] }) {
  const [worse, setWorse] = useState(false);
  const off = moved.filter(({ effect }) => effect === "worse");
  return (
    <>
      <Checkbox checked={worse} onChange={setWorse}>
        Only those worse off ({off.length})
      </Checkbox>
      <div className="moved">
        <DataTable
          caption={worse ? "People who are worse off" : "People who change group"}
          columns={moves(one, other)}
          rows={worse ? off : moved}
          keyOf={({ personId }) => personId}
          compact
          empty={
            worse && moved.length > 0 ? (
              <EmptyState title="Nobody is worse off">Nobody loses a place or a time they prefer.</EmptyState>
            ) : (
              <EmptyState title="The same places">Nobody changes place between these two runs.</EmptyState>
            )
          }
        />
      </div>
    </>
  );
}

const FIGURES: Column<RunRow>[] = [
  { key: "run", head: "Run", cell: ({ number }) => <b>Run {number}</b> },
  { key: "placed", head: "Placed", number: true, cell: ({ placed }) => placed },
  { key: "groups", head: "Groups", number: true, cell: ({ groups }) => groups },
  { key: "quality", head: "Quality", number: true, cell: ({ quality }) => quality.toFixed(1) },
  {
    key: "bound",
    head: "At most",
    number: true,
    cell: ({ proven, progress }) => (proven ? "proven" : (progress?.upperBound?.toFixed(1) ?? "none")),
  },
  { key: "seed", head: "Seed", number: true, cell: ({ seed }) => <span className="mono">{seed}</span> },
];

const EFFECT: Record<Move["effect"], { tone: ChipTone; word: string }> = {
  worse: { tone: "warn", word: "worse" },
  same: { tone: "wait", word: "as well" },
  better: { tone: "ok", word: "better" },
};

const moves = (one: RunRow, other: RunRow): Column<Move>[] => [
  { key: "who", head: "Who", cell: ({ name }) => <Person name={name} /> },
  { key: "from", head: `Run ${one.number}`, cell: ({ from }) => <span className="dim">{from ?? "not placed"}</span> },
  { key: "to", head: `Run ${other.number}`, cell: ({ to }) => <span className="dim">{to ?? "not placed"}</span> },
  {
    key: "effect",
    head: "For them",
    cell: ({ effect }) => (
      <Chip tone={EFFECT[effect].tone} bare>
        {EFFECT[effect].word}
      </Chip>
    ),
  },
];
