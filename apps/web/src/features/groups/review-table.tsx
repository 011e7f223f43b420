import { ArrowDown, ArrowUp, Columns3, Copy, Download, MoveRight, UserMinus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { Input } from "../../ui/field.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { Select } from "../../ui/select.tsx";
import { useCopy } from "../../ui/use-copy.ts";
import { fitLevel } from "./fit.ts";
import { csvName, saveFile } from "./save-file.ts";
import {
  cellText,
  COLUMN_WORDS,
  sortedBy,
  TABLE_COLUMNS,
  tableCsv,
  tableShown,
  type PlaceRow,
  type TableAsked,
  type TableColumn,
  type Which,
} from "./table-rows.ts";
import { useDesk } from "./use-review.ts";

const WHICH: readonly { value: Which; label: string }[] = [
  { value: "all", label: "Everybody" },
  { value: "not_free", label: "Not free" },
  { value: "if_needed", label: "If needed" },
  { value: "waiting", label: "Not placed" },
  { value: "facilitators", label: "Facilitators" },
];

/** The same people as a table: sorted, filtered, several at once (GR-10). */
export function ReviewTable({ rows }: { rows: readonly PlaceRow[] }) {
  const [asked, setAsked] = useState<TableAsked>({
    which: "all",
    search: "",
    sort: { column: "group", descending: false },
  });
  const [hidden, setHidden] = useState<ReadonlySet<TableColumn>>(new Set());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { open } = useDesk();
  const columns = TABLE_COLUMNS.filter((column) => !hidden.has(column));
  const shown = tableShown(rows, asked);
  const selected = shown.filter(({ key }) => chosen.has(key));
  const choose = (keys: readonly string[], on: boolean) =>
    setChosen((before) => new Set([...before].filter((key) => !keys.includes(key)).concat(on ? keys : [])));
  return (
    <Card className="review-table">
      <CardHead title="People" count={shown.length === rows.length ? rows.length : `${shown.length} of ${rows.length}`}>
        <div className="filters">
          <Input
            type="search"
            aria-label="Search a name, a group, a day or a city"
            placeholder="Search"
            value={asked.search}
            onChange={(event) => setAsked({ ...asked, search: event.target.value })}
          />
          <Select
            label="Which people"
            value={asked.which}
            options={WHICH}
            onChange={(which) => setAsked({ ...asked, which })}
          />
          <ColumnMenu hidden={hidden} onChange={setHidden} />
        </div>
      </CardHead>
      <ChosenBar
        rows={selected.length > 0 ? selected : shown}
        chosen={selected.length}
        columns={columns}
        onDone={() => setChosen(new Set())}
      />
      <Scroller label="Table of people and their groups">
        <DataTable
          caption="People and their groups"
          compact
          rows={shown}
          keyOf={({ key }) => key}
          isSelected={({ key }) => chosen.has(key)}
          empty={<EmptyState title="Nobody here">Nobody matches this search and filter.</EmptyState>}
          columns={[
            ...(open ? [selectColumn({ shown, chosen, choose })] : []),
            ...columns.map((column): Column<PlaceRow> => ({
              key: column,
              head: <SortHead column={column} asked={asked} onSort={(sort) => setAsked({ ...asked, sort })} />,
              sorted: asked.sort.column === column ? (asked.sort.descending ? "descending" : "ascending") : "none",
              cell: (row) => <Cell row={row} column={column} />,
            })),
          ]}
        />
      </Scroller>
    </Card>
  );
}

interface Choosing {
  shown: readonly PlaceRow[];
  chosen: ReadonlySet<string>;
  choose: (keys: readonly string[], on: boolean) => void;
}

function selectColumn({ shown, chosen, choose }: Choosing): Column<PlaceRow> {
  const count = shown.filter(({ key }) => chosen.has(key)).length;
  return {
    key: "select",
    className: "pick-col",
    head: (
      <Checkbox
        label="Everybody shown"
        checked={count === 0 ? false : count === shown.length ? true : "indeterminate"}
        onChange={(on) =>
          choose(
            shown.map(({ key }) => key),
            on,
          )
        }
      />
    ),
    cell: ({ key, name, group }) => (
      <Checkbox
        label={`${name}, ${group?.name ?? "not placed"}`}
        checked={chosen.has(key)}
        onChange={(on) => choose([key], on)}
      />
    ),
  };
}

interface SortHeadProps {
  column: TableColumn;
  asked: TableAsked;
  onSort: (sort: TableAsked["sort"]) => void;
}

function SortHead({ column, asked: { sort }, onSort }: SortHeadProps) {
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <button type="button" className="sort-head" onClick={() => onSort(sortedBy(sort, column))}>
      {COLUMN_WORDS[column]}
      {sort.column === column && <Arrow className="i i-sm" aria-hidden="true" />}
    </button>
  );
}

function Cell({ row, column }: { row: PlaceRow; column: TableColumn }) {
  if (column === "name") return <Person name={row.name} />;
  if (column === "fit") return row.fit ? <FitSign fit={fitLevel(row.fit)} /> : null;
  if (column === "group" && !row.group) return <span className="faint">not placed</span>;
  return <span className="nowrap">{cellText(row, column)}</span>;
}

interface ColumnMenuProps {
  hidden: ReadonlySet<TableColumn>;
  onChange: (hidden: ReadonlySet<TableColumn>) => void;
}

/** The name always stays. */
function ColumnMenu({ hidden, onChange }: ColumnMenuProps) {
  const toggle = (column: TableColumn) =>
    onChange(new Set(hidden.has(column) ? [...hidden].filter((one) => one !== column) : [...hidden, column]));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="btn">
          <Columns3 className="i" />
          Columns
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {TABLE_COLUMNS.filter((column) => column !== "name").map((column) => (
            <DropdownMenu.CheckboxItem
              key={column}
              className="menu-item"
              checked={!hidden.has(column)}
              onCheckedChange={() => toggle(column)}
              onSelect={(event) => event.preventDefault()}
            >
              <span className={hidden.has(column) ? "box" : "box on"}>{hidden.has(column) ? "" : "✓"}</span>
              {COLUMN_WORDS[column]}
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ChosenBarProps {
  /** Those chosen, or all that are shown. */
  rows: readonly PlaceRow[];
  chosen: number;
  columns: readonly TableColumn[];
  onDone: () => void;
}

/** What can be done with those one has chosen; the file takes everybody shown when nobody is. */
function ChosenBar({ rows, chosen, columns, onDone }: ChosenBarProps) {
  const { ask, deeds, cohort, open } = useDesk();
  const copy = useCopy();
  const csv = () => tableCsv(rows, columns);
  const placed = rows.filter(({ group }) => group !== null);
  const takeOut = () => {
    onDone();
    void deeds.run({
      what: "many",
      deeds: placed.map(({ personId, name, group }) => ({
        what: "place",
        person: { personId, name },
        from: group,
        to: null,
      })),
    });
  };
  return (
    <div className="chosen-bar" role="group" aria-label="What to do with those chosen">
      <span className="faint small" role="status">
        {chosen > 0 ? `${chosen} chosen` : open ? "Choose people to move them together" : ""}
      </span>
      <span className="push row wrap">
        {chosen > 0 && (
          <>
            <Button size="small" icon={MoveRight} onClick={() => ask({ what: "move_many", rows, onDone })}>
              Move {countOf(chosen, "person", "people")} to…
            </Button>
            {placed.length > 0 && (
              <Button size="small" icon={UserMinus} onClick={takeOut}>
                Take {placed.length} out
              </Button>
            )}
          </>
        )}
        <Button
          size="small"
          variant="quiet"
          icon={Copy}
          onClick={() => void copy(csv(), `${countOf(rows.length, "row")} copied.`, "The CSV beside it has the same.")}
        >
          Copy
        </Button>
        <Button size="small" variant="quiet" icon={Download} onClick={() => saveFile(csvName(cohort, "groups"), csv())}>
          CSV
        </Button>
      </span>
    </div>
  );
}
