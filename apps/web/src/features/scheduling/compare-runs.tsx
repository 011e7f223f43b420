import { useQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { RunRow } from "./run-words.ts";

interface CompareRunsProps {
  one: RunRow;
  other: RunRow;
  onClose: () => void;
}

/** Two runs side by side: their figures, and who changes group between them (SC-18). */
export function CompareRuns({ one, other, onClose }: CompareRunsProps) {
  const compared = useQuery(trpc.scheduling.compare.queryOptions({ one: one.id, other: other.id }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Run ${one.number} and run ${other.number}`}
      description={
        compared.data &&
        `${countOf(compared.data.moved.length, "person has", "people have")} another group, or none, in run ${other.number}.`
      }
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <DataTable caption="Figures of both runs" columns={FIGURES} rows={[one, other]} keyOf={({ id }) => id} compact />
      {compared.error && <Note tone="fail">{problemOf(compared.error).sentence}</Note>}
      {compared.isPending && <Skeleton lines={4} />}
      {compared.data && (
        <div className="moved">
          <DataTable
            caption="People who change group"
            columns={moves(one, other)}
            rows={compared.data.moved}
            keyOf={({ personId }) => personId}
            compact
            empty={<EmptyState title="The same groups">Nobody changes place between these two runs.</EmptyState>}
          />
        </div>
      )}
    </Dialog>
  );
}

const FIGURES: Column<RunRow>[] = [
  { key: "run", head: "Run", cell: ({ number }) => <b>Run {number}</b> },
  { key: "placed", head: "Placed", number: true, cell: ({ placed }) => placed },
  { key: "groups", head: "Groups", number: true, cell: ({ groups }) => groups },
  { key: "quality", head: "Quality", number: true, cell: ({ quality }) => quality.toFixed(1) },
  { key: "seed", head: "Seed", number: true, cell: ({ seed }) => <span className="mono">{seed}</span> },
];

interface Move {
  personId: number;
  name: string;
  from: string | null;
  to: string | null;
}

const moves = (one: RunRow, other: RunRow): Column<Move>[] => [
  { key: "who", head: "Who", cell: ({ name }) => <Person name={name} /> },
  { key: "from", head: `Run ${one.number}`, cell: ({ from }) => <span className="dim">{from ?? "not placed"}</span> },
  { key: "to", head: `Run ${other.number}`, cell: ({ to }) => <span className="dim">{to ?? "not placed"}</span> },
];
