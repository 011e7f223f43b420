import { normaliseWeek } from "@muster/domain/week";
import { addBit, hasBit, type Bits } from "./bits.ts";
import { isCivil } from "./civil-hours.ts";
import { type Problem } from "./problem.ts";
import { type ClockCase } from "./real-dates.ts";
import { startsWithin, timeGrid, type TimeGrid } from "./time-grid.ts";

/**
 * The starts an organiser lets somebody meet at, whatever they painted: within the allowed hours of the cohort's week and,
 * where they must be civil, on every date between 07:00 and 22:00 of the person's own clock. Null where any will do.
 */
export function allowedStarts(
  problem: Pick<Problem, "allowed" | "civilHours" | "stepMinutes" | "meetingLengthMinutes">,
): (cases: readonly ClockCase[]) => Bits | null {
  const { allowed, civilHours, meetingLengthMinutes: length } = problem;
  if (!allowed && civilHours !== "must") return () => null;
  const grid = timeGrid(problem.stepMinutes);
  const window = allowed
    ? startsWithin(normaliseWeek(allowed), { offset: 0, length, shift: 0 }, grid)
    : new Uint32Array(grid.words).fill(0xffffffff);
  if (civilHours !== "must") return () => window;
  return (cases) => {
    const civil = civilStarts(cases, grid, length);
    return window.map((word, at) => word & civil[at]!);
  };
}

function civilStarts(cases: readonly ClockCase[], grid: TimeGrid, length: number): Bits {
  const civil = new Uint32Array(grid.words).fill(0xffffffff);
  for (const { pieces, starts } of cases) {
    const fitting = new Uint32Array(grid.words);
    for (let start = 0; start < grid.starts; start++) {
      if (hasBit(starts, 0, start) && isCivil(start * grid.step + pieces[0]!.shift, length)) addBit(fitting, 0, start);
    }
    for (let w = 0; w < grid.words; w++) civil[w]! &= fitting[w]! | ~starts[w]!;
  }
  return civil;
}
