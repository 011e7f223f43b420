import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { memo } from "react";
import { clockRange } from "../../dates/week-words.ts";
import { cellName } from "./stroke-words.ts";
import type { CellLook } from "./week-cells.ts";

interface WeekRowProps {
  minute: number;
  days: readonly number[];
  looks: readonly CellLook[];
  /** The weekday whose cell is the tab stop, when it is in this row. */
  activeDay: number | null;
  /** Weekdays of this row that are chosen with Shift, or marked as the first of two clicks. */
  chosen: string;
  toggleRow: (minute: number) => void;
}

const clock = (minute: number): string => clockRange({ start: minute, end: minute + 1 }).slice(0, 5);

function Row({ minute, days, looks, activeDay, chosen, toggleRow }: WeekRowProps) {
  const onHour = minute % 60 === 0;
  return (
    <tr className={onHour ? "h" : undefined}>
      <th scope="row">
        {onHour ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`${clock(minute)}, mark it on all weekdays`}
            onClick={() => toggleRow(minute)}
          >
            {clock(minute)}
          </button>
        ) : (
          <span className="sr">{clock(minute)}</span>
        )}
      </th>
      {days.map((day, column) => (
        <WeekCell
          key={day}
          day={day}
          minute={minute}
          look={looks[column]!}
          tabStop={day === activeDay}
          chosen={chosen.includes(String(day))}
        />
      ))}
    </tr>
  );
}

interface WeekCellProps {
  day: number;
  minute: number;
  look: CellLook;
  tabStop: boolean;
  chosen: boolean;
}

function WeekCell({ day, minute, look, tabStop, chosen }: WeekCellProps) {
  return (
    <td
      data-day={day}
      data-minute={minute}
      tabIndex={tabStop ? 0 : -1}
      aria-label={[
        cellName({ day, minute }, look.level),
        look.label && clockRange(look.label),
        look.short && "too short for a meeting",
        look.shortMinutes && `above: ${look.shortMinutes} min, too short`,
      ]
        .filter(Boolean)
        .join(", ")}
      aria-selected={chosen}
      className={clsx(
        look.level === "available" && "y",
        look.level === "if_needed" && "m",
        look.first && "a",
        look.last && "z",
        look.joinsAbove && "jt",
        look.joinsBelow && "jb",
        look.short && "short",
        chosen && "chosen",
      )}
    >
      {look.label && <span className="lab">{clockRange(look.label)}</span>}
      {look.shortMinutes !== null && (
        <span className="why" aria-hidden="true">
          <TriangleAlert className="i" />
          {look.shortMinutes} min, too short
        </span>
      )}
    </td>
  );
}

const sameLook = (one: CellLook, other: CellLook): boolean =>
  one.level === other.level &&
  one.first === other.first &&
  one.last === other.last &&
  one.joinsAbove === other.joinsAbove &&
  one.joinsBelow === other.joinsBelow &&
  one.short === other.short &&
  one.shortMinutes === other.shortMinutes &&
  one.label?.start === other.label?.start &&
  one.label?.end === other.label?.end;

/** A stroke touches a few rows; the others keep what they drew. */
export const WeekRow = memo(
  Row,
  (before, after) =>
    before.minute === after.minute &&
    before.days === after.days &&
    before.activeDay === after.activeDay &&
    before.chosen === after.chosen &&
    before.toggleRow === after.toggleRow &&
    before.looks.every((look, at) => sameLook(look, after.looks[at]!)),
);
