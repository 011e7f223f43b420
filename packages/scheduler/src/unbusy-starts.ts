import { complementOf, normaliseWeek } from "@muster/domain/week";
import { type Bits } from "./bits.ts";
import { type Candidate, type Problem } from "./problem.ts";
import { startsWithin, timeGrid } from "./time-grid.ts";

/** The starts whose meeting overlaps none that somebody already has elsewhere (Q6). Null where they have none. */
export function unbusyStarts(
  { busy = [] }: Candidate,
  { stepMinutes, meetingLengthMinutes: length }: Pick<Problem, "stepMinutes" | "meetingLengthMinutes">,
): Bits | null {
  if (busy.length === 0) return null;
  return startsWithin(complementOf(normaliseWeek(busy)), { offset: 0, length, shift: 0 }, timeGrid(stepMinutes));
}
