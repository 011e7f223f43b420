import type { Availability } from "@muster/domain/availability";
import { wallTimeAt } from "@muster/domain/time-zone";
import { covers, intersectionOf, modulo, normaliseWeek, totalMinutes, unionOf } from "@muster/domain/week";

export interface NearMiss {
  /** How much of the meeting is not free. */
  missingMinutes: number;
  /** How much later it would have to begin to fit, earlier when negative; 0 when it fits; null when half a day is not enough. */
  shiftMinutes: number | null;
}

const STEP = 15;
const FARTHEST = 12 * 60;

/** How far one real meeting is from a week painted in `timeZone`, judged on its own day there. */
export function nearMissOf(
  { available, ifNeeded }: Availability,
  timeZone: string,
  meeting: { startsAt: Date; endsAt: Date },
): NearMiss {
  const free = unionOf(available, ifNeeded);
  const start = wallTimeAt(meeting.startsAt, timeZone).minuteOfWeek;
  const length = (meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000;
  const inside = totalMinutes(intersectionOf(free, normaliseWeek([{ start, end: start + length }])));
  return { missingMinutes: length - inside, shiftMinutes: shortestShift(0) };

  function shortestShift(by: number): number | null {
    if (by > FARTHEST) return null;
    const fits = [by, -by].find((shift) => covers(free, modulo(start + shift), length));
    return fits ?? shortestShift(by + STEP);
  }
}
