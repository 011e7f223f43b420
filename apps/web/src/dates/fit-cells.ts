import type { Availability, Fit } from "@muster/domain/availability";
import { fitAt } from "@muster/domain/meeting-slot";
import type { FitLevel } from "../ui/fit-sign.tsx";

export type FitCell = "yes" | "maybe" | "no";

const CELL_MINUTES = 30;

const CELL_OF: Record<Fit, FitCell> = { available: "yes", if_needed: "maybe", not_free: "no" };

/**
 * One real meeting against a week painted in the reader's zone, half hour by half hour on that very date. A last shorter
 * piece is a cell of its own.
 */
export function fitCells(
  week: Availability | null,
  timeZone: string,
  meeting: { startsAt: Date; endsAt: Date },
): FitCell[] {
  const minutes = (meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000;
  const at = (minute: number) => new Date(meeting.startsAt.getTime() + Math.min(minute, minutes) * 60_000);
  return Array.from({ length: Math.ceil(minutes / CELL_MINUTES) }, (_, cell) => {
    const half = { startsAt: at(cell * CELL_MINUTES), endsAt: at((cell + 1) * CELL_MINUTES) };
    return week ? CELL_OF[fitAt(week, timeZone, half)] : "no";
  });
}

/** The sign for all of it: yes, maybe, partly, no. */
export function fitLevel(cells: readonly FitCell[]): FitLevel {
  if (cells.every((cell) => cell === "yes")) return "yes";
  if (cells.every((cell) => cell !== "no")) return "maybe";
  return cells.every((cell) => cell === "no") ? "no" : "part";
}
