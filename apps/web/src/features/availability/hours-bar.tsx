import type { Availability } from "@muster/domain/availability";
import { MINUTES_PER_DAY } from "@muster/domain/week";
import { clockRange, hoursWords } from "../../dates/week-words.ts";
import { DAY_HOURS, hiddenMinutes } from "./week-cells.ts";

interface HoursBarProps {
  week: Availability;
  end: "early" | "late";
  view: { days: readonly number[]; hours: { from: number; to: number } };
  onOpen: (end: "early" | "late", open: boolean) => void;
}

/** The bar that opens the night before or after, and says what is marked there (AG-2). */
export function HoursBar({ week, end, view, onOpen }: HoursBarProps) {
  const early = end === "early";
  const open = early ? view.hours.from === 0 : view.hours.to === MINUTES_PER_DAY;
  const range = clockRange(early ? { start: 0, end: DAY_HOURS.from } : { start: DAY_HOURS.to, end: MINUTES_PER_DAY });
  const { before, after } = hiddenMinutes(week, DAY_HOURS);
  const marked = early ? before : after;
  const words = marked > 0 ? `${hoursWords(marked)} marked` : "nothing marked";
  return (
    <tr className={early ? "more up" : "more"}>
      <td colSpan={view.days.length + 1}>
        <button type="button" aria-expanded={open} onClick={() => onOpen(end, !open)}>
          {open ? "Hide" : early ? "Earlier," : "Later,"} {range} · {words}
        </button>
      </td>
    </tr>
  );
}
