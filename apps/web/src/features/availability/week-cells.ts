import { usabilityOf, type Availability } from "@muster/domain/availability";
import { MINUTES_PER_DAY, modulo, type Interval, type Week } from "@muster/domain/week";
import { levelAt, type Level } from "./painting.ts";

/** What one cell of the grid looks like. */
export interface CellLook {
  level: Level;
  /** The first and the last cell of one unbroken mark within its day. */
  first: boolean;
  last: boolean;
  /** A mark of the other kind follows directly above or below: no round corner there. */
  joinsAbove: boolean;
  joinsBelow: boolean;
  /** Inside a block that no meeting fits into. */
  short: boolean;
  /** `18:00–22:00`, in the first cell of a mark: the exact minutes, also where they lie between two lines. */
  label: Interval | null;
  /** Below a block too short: its length in minutes. */
  shortMinutes: number | null;
}

/** The column of one weekday, from midnight to midnight. `meetingLength` 0 means no course asks for a length. */
export function columnOf(week: Availability, day: number, grid: { step: number; meetingLength: number }): CellLook[] {
  const rows = MINUTES_PER_DAY / grid.step;
  const from = day * MINUTES_PER_DAY;
  const levels = Array.from({ length: rows }, (_, row) => levelAt(week, from + row * grid.step, grid.step));
  const tooShort = grid.meetingLength > 0 ? usabilityOf(week, grid.meetingLength).tooShort : [];
  return levels.map((level, row) => {
    const [above, below] = [levels[row - 1] ?? "empty", levels[row + 1] ?? "empty"];
    const minute = from + row * grid.step;
    const marked = level !== "empty";
    const first = marked && above !== level;
    return {
      level,
      first,
      last: marked && below !== level,
      joinsAbove: marked && above !== "empty" && above !== level,
      joinsBelow: marked && below !== "empty" && below !== level,
      short: marked && tooShort.some((block) => touches(block, minute, grid.step)),
      label: first ? stretchOf(level === "available" ? week.available : week.ifNeeded, minute, grid.step) : null,
      shortMinutes: marked ? null : lengthEndingAt(tooShort, minute, grid.step),
    };
  });
}

const touches = (block: Interval, minute: number, step: number): boolean => {
  const at = modulo(minute - block.start + step - 1);
  return at < block.end - block.start + step - 1;
};

/** The stretch a mark stands for, cut at its day's two midnights. */
function stretchOf(part: Week, minute: number, step: number): Interval | null {
  const day = Math.floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  const found = part.find(({ start, end }) => start < minute + step && end > minute);
  if (!found) return null;
  return { start: Math.max(found.start, day), end: Math.min(found.end, day + MINUTES_PER_DAY) };
}

function lengthEndingAt(blocks: readonly Interval[], minute: number, step: number): number | null {
  const block = blocks.find(({ end }) => modulo(end - minute) < step);
  return block ? block.end - block.start : null;
}

/** Hours one starts with, and what of the week lies outside them (AG-2). */
export const DAY_HOURS = { from: 8 * 60, to: 22 * 60 };

/** Marked minutes before and after the hours shown, over all days: said on the bars that open the rest. */
export function hiddenMinutes(
  week: Availability,
  shown: { from: number; to: number },
): { before: number; after: number } {
  const hidden = { before: 0, after: 0 };
  for (const { start, end } of [...week.available, ...week.ifNeeded])
    for (let day = 0; day < 7; day += 1) {
      const at = day * MINUTES_PER_DAY;
      hidden.before += shared({ start, end }, at, at + shown.from);
      hidden.after += shared({ start, end }, at + shown.to, at + MINUTES_PER_DAY);
    }
  return hidden;
}

const shared = ({ start, end }: Interval, from: number, to: number): number =>
  Math.max(0, Math.min(end, to) - Math.max(start, from));

/** Lines every 30 minutes; every 15 where somebody chose quarters (AG-2). */
export function finestStep(week: Availability): 15 | 30 {
  return [...week.available, ...week.ifNeeded].every(({ start, end }) => start % 30 === 0 && end % 30 === 0) ? 30 : 15;
}
