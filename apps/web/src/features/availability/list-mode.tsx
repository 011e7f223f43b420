import type { Availability } from "@muster/domain/availability";
import { Plus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { weekdayName } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { nextRow, problemsOf, rowsOf, withRows, type ListRow, type RowProblem } from "./list-rows.ts";
import { dayOf, sameWeek } from "./painting.ts";
import { copyTargets } from "./copy-targets.ts";
import { quickWeeks } from "./quick-weeks.ts";

interface ListModeProps {
  week: Availability;
  order: readonly number[];
  /** One step to undo. */
  change: (next: Availability, sentence: string) => void;
}

/** The same week as lines of from – to – mark, with everything the grid can do (AG-16). */
export function ListMode({ week, order, change }: ListModeProps) {
  return (
    <div className="card listcard">
      {order.map((day) => (
        <DayList key={day} day={day} week={week} change={change} />
      ))}
    </div>
  );
}

function DayList({ day, week, change }: { day: number; week: Availability; change: ListModeProps["change"] }) {
  const ids = useRef(1_000);
  const section = useRef<HTMLElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const [rows, setRows] = useState(() => rowsOf(week, day));
  const name = weekdayName(day, "long");
  // Undo, another tab or a copied day changed this day: what is shown gives way to what is true.
  const marked = JSON.stringify(dayOf(week, day));
  const [seen, setSeen] = useState(marked);
  if (seen !== marked) {
    setSeen(marked);
    const said = withRows(week, day, rows);
    if (!said || !sameWeek(said, week)) setRows(rowsOf(week, day));
  }
  const put = (next: ListRow[], sentence: string) => {
    setRows(next);
    const said = withRows(week, day, next);
    if (said) change(said, sentence);
  };
  const edit = (row: ListRow) =>
    put(
      rows.map((known) => (known.id === row.id ? row : known)),
      `${name} ${row.from} to ${row.to} set`,
    );
  const add = () => {
    const added = nextRow(rows, (ids.current += 1));
    if (added) put([...rows, added], `${name} ${added.from} to ${added.to} added`);
  };
  /** What was pressed is gone or asleep then: the focus goes on to the bin that is at this place now, or to "Add time". */
  const take = (left: ListRow[], sentence: string, at: number) => {
    flushSync(() => put(left, sentence));
    const bin = section.current?.querySelectorAll<HTMLElement>("[data-bin]")[at];
    (bin ?? addButton.current)?.focus();
  };
  const problems = problemsOf(rows);
  return (
    <section className="listday" aria-label={name} ref={section}>
      <div className="listhead">
        <h2>{name}</h2>
        {rows.length === 0 && <span className="faint small">nothing marked</span>}
        <span className="push row">
          <Button ref={addButton} size="small" icon={Plus} disabled={nextRow(rows, 0) === null} onClick={add}>
            Add time
          </Button>
          <Menu
            trigger={
              <button
                className="btn btn-sm"
                type="button"
                disabled={rows.length === 0}
                aria-label={`Copy to… from ${name}`}
              >
                Copy to…
              </button>
            }
            items={copyTargets(day).map(({ label, days }) => ({
              label,
              onSelect: () => change(quickWeeks.copyDay(week, day, days), `${name} copied to ${label}`),
            }))}
          />
          <Button
            size="small"
            variant="quiet"
            disabled={rows.length === 0}
            label={`Clear day: ${name}`}
            onClick={() => take([], `${name} cleared`, 0)}
          >
            Clear day
          </Button>
        </span>
      </div>
      {rows.map((row, at) => (
        <TimeRow
          key={row.id}
          row={row}
          day={name}
          problem={problems.get(row.id)}
          edit={edit}
          remove={() =>
            take(
              rows.filter(({ id }) => id !== row.id),
              `${name} ${row.from} to ${row.to} removed`,
              at,
            )
          }
        />
      ))}
    </section>
  );
}

interface TimeRowProps {
  row: ListRow;
  day: string;
  problem: RowProblem | undefined;
  edit: (row: ListRow) => void;
  remove: () => void;
}

const LEVELS = [
  {
    value: "available" as const,
    label: (
      <>
        <i className="sw sw-y" />
        Available
      </>
    ),
  },
  {
    value: "if_needed" as const,
    label: (
      <>
        <i className="sw sw-m" />
        If needed
      </>
    ),
  },
];

function TimeRow({ row, day, problem, edit, remove }: TimeRowProps) {
  const errorId = `problem-${day}-${row.id}`;
  const wiring = (field: "from" | "to") =>
    problem?.field === field ? { "aria-invalid": true as const, "aria-describedby": errorId } : {};
  return (
    <div className="timerow">
      <input
        className="input"
        type="time"
        aria-label={`${day}, from`}
        value={row.from}
        onChange={(event) => edit({ ...row, from: event.target.value })}
        {...wiring("from")}
      />
      <span aria-hidden="true">–</span>
      <input
        className="input"
        type="time"
        aria-label={`${day}, to`}
        value={row.to}
        onChange={(event) => edit({ ...row, to: event.target.value })}
        {...wiring("to")}
      />
      <Segmented
        label={`${day} ${row.from} to ${row.to}, mark`}
        value={row.level}
        options={LEVELS}
        onChange={(level) => edit({ ...row, level })}
      />
      <Button
        data-bin
        variant="quiet"
        icon={Trash2}
        label={`Remove ${day} ${row.from} to ${row.to}`}
        onClick={remove}
      />
      {problem && (
        <p className="why is-error" id={errorId} role="alert">
          {problem.sentence}
        </p>
      )}
    </div>
  );
}
