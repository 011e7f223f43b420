import { normaliseWeek, unionOf, type Week } from "@muster/domain/week";
import { hasBit, type Bits } from "./bits.ts";
import { type Candidate, type Problem } from "./problem.ts";
import { type ClockCase, type Term } from "./real-dates.ts";
import { startsWithin, type TimeGrid } from "./time-grid.ts";

/** At which starts a person is free on every date, and at which of these every minute is *available*. */
export interface PersonStarts {
  free: Bits;
  well: Bits;
}

/** What counts as free for one person: their available hours, and the if-needed ones when these are used. */
export function weeksOf(person: Candidate, problem: Pick<Problem, "useIfNeeded">): { well: Week; free: Week } {
  const well = normaliseWeek(person.available);
  return { well, free: problem.useIfNeeded ? unionOf(person.available, person.ifNeeded) : well };
}

export function personStarts(
  weeks: { well: Week; free: Week },
  cases: readonly ClockCase[],
  grid: TimeGrid,
): PersonStarts {
  return { free: startsOnAllDates(weeks.free, cases, grid), well: startsOnAllDates(weeks.well, cases, grid) };
}

function startsOnAllDates(week: Week, cases: readonly ClockCase[], grid: TimeGrid): Bits {
  const all = new Uint32Array(grid.words);
  if (week.length === 0) return all;
  all.fill(0xffffffff);
  for (const clockCase of cases) {
    const fits = startsInCase(week, clockCase, grid);
    for (let w = 0; w < grid.words; w++) all[w]! &= fits[w]! | ~clockCase.starts[w]!;
  }
  const beyond = grid.starts & 31;
  if (beyond !== 0) all[grid.words - 1]! &= (1 << beyond) - 1;
  return all;
}

/** Starts whose meetings of this case the week covers; bits outside the case mean nothing. */
export function startsInCase(week: Week, { pieces }: ClockCase, grid: TimeGrid): Bits {
  const [first, second] = pieces;
  const fits = startsWithin(week, first!, grid);
  if (second) {
    const rest = startsWithin(week, second, grid);
    for (let w = 0; w < grid.words; w++) fits[w]! &= rest[w]!;
  }
  return fits;
}

/** For one person: the numbers of the meetings at a start that they are not free for. */
export function personCases(
  person: Candidate,
  { problem, term, grid }: { problem: Problem; term: Term; grid: TimeGrid },
): (start: number) => number[] {
  const { free } = weeksOf(person, problem);
  const cases = term.casesFor(person.timeZone ?? problem.dates!.timeZone).map((clockCase) => ({
    fits: startsInCase(free, clockCase, grid),
    meetings: new Set(clockCase.meetings),
  }));
  return (start) =>
    Array.from({ length: term.meetings }, (_, number) => number).filter((number) =>
      cases.some(({ fits, meetings }) => meetings.has(start * term.meetings + number) && !hasBit(fits, 0, start)),
    );
}
