import type { Availability } from "@muster/domain/availability";
import { wallTimeAt } from "@muster/domain/time-zone";
import { covers, modulo, unionOf } from "@muster/domain/week";
import type { FitLevel } from "../ui/fit-sign.tsx";

export type FitCell = "yes" | "maybe" | "no";

const CELL_MINUTES = 30;

/**
 * One real meeting against a week painted in the reader's zone, half hour by half hour on that very date. A last shorter
 * piece is a cell of its own.
 */
export function fitCells(
  week: Availability | null,
  timeZone: string,
  meeting: { startsAt: Date; endsAt: Date },
): FitCell[] {
  const start = wallTimeAt(meeting.startsAt, timeZone).minuteOfWeek;
  const length = modulo(wallTimeAt(meeting.endsAt, timeZone).minuteOfWeek - start);
  const either = week ? unionOf(week.available, week.ifNeeded) : [];
  return Array.from({ length: Math.ceil(length / CELL_MINUTES) }, (_, at) => {
    const from = modulo(start + at * CELL_MINUTES);
    const minutes = Math.min(CELL_MINUTES, length - at * CELL_MINUTES);
    if (week && covers(week.available, from, minutes)) return "yes";
    return covers(either, from, minutes) ? "maybe" : "no";
  });
}

/** The sign for all of it: yes, maybe, partly, no. */
export function fitLevel(cells: readonly FitCell[]): FitLevel {
  if (cells.every((cell) => cell === "yes")) return "yes";
  if (cells.every((cell) => cell !== "no")) return "maybe";
  return cells.every((cell) => cell === "no") ? "no" : "part";
}
