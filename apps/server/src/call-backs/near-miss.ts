import type { Availability } from "@muster/domain/availability";
import { fitAt, wallStretches } from "@muster/domain/meeting-slot";
import { intersectionOf, normaliseWeek, totalMinutes, unionOf } from "@muster/domain/week";

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
  const stretches = wallStretches(meeting, timeZone).map(({ start, minutes }) => ({ start, end: start + minutes }));
  const inside = stretches.map((stretch) => totalMinutes(intersectionOf(free, normaliseWeek([stretch]))));
  const length = (meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000;
  return { missingMinutes: inside.reduce((left, minutes) => left - minutes, length), shiftMinutes: shortestShift(0) };

  function shortestShift(by: number): number | null {
    if (by > FARTHEST) return null;
    const fits = [by, -by].find(
      (shift) => fitAt({ available: free, ifNeeded: [] }, timeZone, moved(shift)) !== "not_free",
    );
    return fits ?? shortestShift(by + STEP);
  }

  function moved(minutes: number) {
    const by = (at: Date) => new Date(at.getTime() + minutes * 60_000);
    return { startsAt: by(meeting.startsAt), endsAt: by(meeting.endsAt) };
  }
}
