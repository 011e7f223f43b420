import type { Availability } from "@muster/domain/availability";
import { totalMinutes } from "@muster/domain/week";
import { useCallback, useRef, type PointerEvent } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { hoursWords, weekdayName } from "../../dates/week-words.ts";
import { HoursBar } from "./hours-bar.tsx";
import { dayOf, levelAt, minuteOfWeek, paint, rectangle, type Brush, type Cell } from "./painting.ts";
import { cellHint } from "./stroke-words.ts";
import { useWeekKeyboard } from "./use-week-keyboard.ts";
import { useWeekPointer } from "./use-week-pointer.ts";
import { columnOf, type CellLook } from "./week-cells.ts";
import { WeekRow } from "./week-row.tsx";
import "./week-grid.css";

/** What the grid shows: columns in order, the hours open, the lines between. */
export interface GridView {
  days: readonly number[];
  hours: { from: number; to: number };
  step: number;
  /** Of one meeting, 0 where no course asks. */
  meetingLength: number;
  twoClicks: boolean;
}

/** What one can do to the week here; each is one step to undo. */
export interface GridDeeds {
  stroke: (from: Cell, to: Cell, brush: Brush) => void;
  toggleRow: (minute: number) => void;
  toggleDay: (day: number) => void;
  takeBrush: (brush: Brush) => void;
  undo: () => void;
  redo: () => void;
  copyDay: (day: number) => void;
  pasteDay: (day: number) => void;
  swipe: (direction: -1 | 1) => void;
  openHours: (end: "early" | "late", open: boolean) => void;
}

interface WeekGridProps {
  week: Availability;
  timeZone: string;
  brush: Brush;
  view: GridView;
  deeds: GridDeeds;
}

/** The week one paints: a table whose cells are half hours, for mouse, pen, finger and keys alike. */
export function WeekGrid({ week, timeZone, brush, view, deeds }: WeekGridProps) {
  const table = useRef<HTMLTableElement>(null);
  const hint = useRef<HTMLSpanElement>(null);
  const { days, hours, step } = view;
  const levelOf = useCallback((cell: Cell) => levelAt(week, minuteOfWeek(cell), step), [week, step]);

  const keyboard = useWeekKeyboard(
    table,
    { days, step, ...hours },
    {
      paint: (from, to) => deeds.stroke(from, to, brush === levelOf(from) ? "erase" : brush),
      erase: (from, to) => deeds.stroke(from, to, "erase"),
      takeBrush: (taken, chosen) => {
        deeds.takeBrush(taken);
        if (chosen) deeds.stroke(chosen.from, chosen.to, taken);
      },
      undo: deeds.undo,
      redo: deeds.redo,
      copyDay: deeds.copyDay,
      pasteDay: deeds.pasteDay,
      cancel: () => pointer.cancel(),
    },
  );
  const pointer = useWeekPointer(table, {
    brush,
    levelOf,
    commit: ({ from, to, brush: painted }) => {
      deeds.stroke(from, to, painted);
      keyboard.arrive(to);
    },
    swipe: deeds.swipe,
    anchor: keyboard.active,
    twoClicks: view.twoClicks,
  });

  const { stroke } = pointer;
  const shown = stroke ? paint(week, rectangle(stroke.from, stroke.to, { days, step }), stroke.brush) : week;
  const columns = days.map((day) => columnOf(shown, day, view));
  const tell = (event: { target: EventTarget }) => {
    const cell = (event.target as Element).closest<HTMLElement>("td[data-day]");
    if (!cell || !hint.current) return;
    const at = { day: Number(cell.dataset["day"]), minute: Number(cell.dataset["minute"]) };
    hint.current.textContent = cellHint(at, step, levelOf(at));
  };
  const rows = Array.from({ length: (hours.to - hours.from) / step }, (_, at) => hours.from + at * step);

  return (
    <>
      <table
        className="week"
        role="grid"
        aria-multiselectable="true"
        aria-label={`My week, times in ${cityOf(timeZone)}`}
        ref={table}
        onKeyDown={keyboard.onKeyDown}
        onPointerDown={(event: PointerEvent) => pointer.onPointerDown(event)}
        onPointerOver={tell}
        onFocus={tell}
      >
        <colgroup>
          <col className="t" />
        </colgroup>
        <DayHeads week={week} days={days} toggleDay={deeds.toggleDay} />
        <tbody>
          <HoursBar week={week} end="early" view={view} onOpen={deeds.openHours} />
          {rows.map((minute) => (
            <WeekRow
              key={minute}
              minute={minute}
              days={days}
              looks={columns.map((column): CellLook => column[minute / step]!)}
              activeDay={keyboard.active.minute === minute ? keyboard.active.day : null}
              chosen={chosenDays(minute, {
                ...view,
                from: keyboard.anchor ?? pointer.start,
                to: keyboard.anchor ? keyboard.active : pointer.start,
              })}
              toggleRow={deeds.toggleRow}
            />
          ))}
          <HoursBar week={week} end="late" view={view} onOpen={deeds.openHours} />
        </tbody>
      </table>
      <p className="gridhint" aria-hidden="true">
        <span ref={hint} className="at">
          {cellHint(keyboard.active, step, levelOf(keyboard.active))}
        </span>
        <span className="phone-off">Drag to paint, or arrows and Space</span>
        <span className="phone-only">Tap, or hold and drag. Swipe for other days</span>
      </p>
    </>
  );
}

/** The weekdays of one row that lie between two chosen cells, as a string so that rows can tell nothing changed. */
function chosenDays(
  minute: number,
  { from, to, days }: { from: Cell | null; to: Cell | null; days: readonly number[] },
): string {
  if (!from || !to) return "";
  if (minute < Math.min(from.minute, to.minute) || minute > Math.max(from.minute, to.minute)) return "";
  const [one, other] = [days.indexOf(from.day), days.indexOf(to.day)];
  return days.slice(Math.min(one, other), Math.max(one, other) + 1).join("");
}

function DayHeads({
  week,
  days,
  toggleDay,
}: {
  week: Availability;
  days: readonly number[];
  toggleDay: (day: number) => void;
}) {
  return (
    <thead>
      <tr>
        <th>
          <span className="sr">Time</span>
        </th>
        {days.map((day) => {
          const marked = dayOf(week, day);
          const hours = hoursWords(totalMinutes(marked.available) + totalMinutes(marked.ifNeeded));
          return (
            <th scope="col" key={day}>
              <button
                type="button"
                tabIndex={-1}
                aria-label={`${weekdayName(day)} ${hours} marked. Mark the hours shown of ${weekdayName(day, "long")}`}
                onClick={() => toggleDay(day)}
              >
                <b>{weekdayName(day)}</b> {hours}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
