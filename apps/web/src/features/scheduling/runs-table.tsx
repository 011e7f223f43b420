import { Ellipsis, FileJson, FileSpreadsheet, RotateCcw, Settings2, Trash } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { Moment } from "./when.tsx";
import { RunChip } from "./run-chip.tsx";
import { isWorking } from "@muster/domain/scheduling-settings";
import { changedWords, durationWords, hasProposal, type RunRow } from "./run-words.ts";

interface RunsTableProps {
  runs: readonly RunRow[];
  timeZone: string;
  shownId: number | null;
  onOpen: (runId: number) => void;
  /** Compares a run with the one shown. */
  onCompare: (runId: number) => void;
  /** Puts a run's settings back into the form. */
  onSettings: (run: RunRow) => void;
  onExport: (runId: number, format: "json" | "csv") => void;
  onDelete: (run: RunRow) => void;
  /** A discarded run counts again. */
  onRestore: (run: RunRow) => void;
}

/** Every run of this cohort, newest first: what it gave, what was set differently, to open and to compare (SC-17). */
export function RunsTable({ runs, timeZone, shownId, onOpen, onCompare, ...more }: RunsTableProps) {
  const shown = runs.find(({ id }) => id === shownId);
  const comparable = (run: RunRow) =>
    shown !== undefined && run.id !== shown.id && hasProposal(run.status) && hasProposal(shown.status);
  const columns: Column<RunRow>[] = [
    { key: "run", head: "Run", cell: (run) => <RunCell run={run} /> },
    { key: "state", head: "State", cell: (run) => <StateCell run={run} /> },
    {
      key: "when",
      head: "Started",
      cell: ({ startedAt, startedBy }) => (
        <span className="dim">
          <Moment at={startedAt} timeZone={timeZone} />
          <br />
          <span className="faint small">by {startedBy}</span>
        </span>
      ),
    },
    { key: "placed", head: "Placed", number: true, cell: (run) => <PlacedCell run={run} /> },
    { key: "quality", head: "Quality", number: true, cell: (run) => figure(run, run.quality.toFixed(1)) },
    { key: "proven", head: "Bound", cell: (run) => <BoundCell run={run} /> },
    { key: "took", head: "Took", number: true, cell: (run) => <span className="dim">{tookWords(run)}</span> },
    {
      key: "changed",
      head: "Changed",
      className: "changed",
      cell: (run) => <span className="dim">{changedWords(run, runs[runs.indexOf(run) + 1])}</span>,
    },
    {
      key: "deeds",
      head: <span className="sr">Actions</span>,
      number: true,
      cell: (run) => (
        <span className="row deeds">
          {comparable(run) && (
            <Button
              variant="quiet"
              size="small"
              onClick={() => onCompare(run.id)}
              aria-label={`Compare run ${run.number}`}
            >
              Compare
            </Button>
          )}
          {run.id !== shownId && run.status !== "discarded" && (
            <Button variant="quiet" size="small" onClick={() => onOpen(run.id)} aria-label={`Open run ${run.number}`}>
              Open
            </Button>
          )}
          <Menu
            trigger={<Button variant="quiet" size="small" icon={Ellipsis} label={`More with run ${run.number}`} />}
            items={furtherDeeds(run, more)}
          />
        </span>
      ),
    },
  ];
  return (
    <Card>
      <CardHead title="Runs" count={runs.length} />
      <div className="runs">
        <Scroller label="Table of runs">
          <DataTable
            caption="Runs of this cohort"
            columns={columns}
            rows={runs}
            keyOf={({ id }) => id}
            isSelected={({ id }) => id === shownId}
            compact
          />
        </Scroller>
      </div>
    </Card>
  );
}

type Deeds = Pick<RunsTableProps, "onSettings" | "onExport" | "onDelete" | "onRestore">;

function furtherDeeds(run: RunRow, { onSettings, onExport, onDelete, onRestore }: Deeds): MenuItem[] {
  const blocked = hasProposal(run.status) && run.progress ? {} : { blocked: "no proposal" };
  return [
    ...(run.status === "discarded" ? [{ label: "Restore it", icon: RotateCcw, onSelect: () => onRestore(run) }] : []),
    { label: "Use its settings", icon: Settings2, onSelect: () => onSettings(run) },
    { label: "Export as CSV", icon: FileSpreadsheet, onSelect: () => onExport(run.id, "csv"), ...blocked },
    { label: "Export as JSON", icon: FileJson, onSelect: () => onExport(run.id, "json"), ...blocked },
    { label: "Delete", icon: Trash, danger: true, onSelect: () => onDelete(run), ...keptBecause(run) },
  ];
}

/** Why a run stays in the history. */
function keptBecause({ status, realized }: RunRow): { blocked?: string } {
  if (realized) return { blocked: "realized" };
  if (status === "accepted") return { blocked: "its groups stand" };
  return isWorking(status) ? { blocked: "it works" } : {};
}

/** Its number, and what its groups were called when they were accepted (SC-16). */
const RunCell = ({ run: { number, name, note } }: { run: RunRow }) => (
  <>
    <b>{number}</b>
    {(name ?? note) && (
      <span className="called" title={note ?? undefined}>
        {name ?? "noted"}
        {note && <span className="sr">, note: {note}</span>}
      </span>
    )}
  </>
);

const StateCell = ({ run: { status, realized } }: { run: RunRow }) =>
  realized ? <Chip tone="ok">Realized</Chip> : <RunChip status={status} />;

const figure = (run: RunRow, words: string) => (run.progress ? words : <span className="faint">none</span>);

function PlacedCell({ run }: { run: RunRow }) {
  if (!run.progress) return <span className="faint">none</span>;
  return (
    <>
      <b>{run.placed}</b> <span className="faint">of {run.progress.total}</span>
    </>
  );
}

function BoundCell({ run }: { run: RunRow }) {
  if (run.proven)
    return (
      <Chip tone="ok" bare>
        proven best
      </Chip>
    );
  const bound = run.progress?.upperBound ?? null;
  return <span className="dim">{bound === null ? "none" : `≤ ${bound.toFixed(1)}`}</span>;
}

function tookWords({ startedAt, endedAt, progress }: RunRow): string {
  if (endedAt) return durationWords(endedAt.getTime() - startedAt.getTime());
  return progress ? durationWords(progress.elapsedMs) : "";
}
