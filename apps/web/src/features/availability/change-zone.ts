import type { Availability } from "@muster/domain/availability";
import { offsetMinutesAt } from "@muster/domain/time-zone";
import { shift } from "@muster/domain/week";

/** The one question a change of zone asks (AG-6). */
export type ZoneChange = "keep_clock_times" | "keep_moments";

/** How far a clock in `to` is ahead of one in `from` at an instant, in minutes. */
export const clockDifference = (from: string, to: string, at: Date): number =>
  offsetMinutesAt(to, at) - offsetMinutesAt(from, at);

/**
 * The same week in another zone. Keeping the clock times changes no number: 18:00 stays 18:00 there. Keeping the moments
 * moves everything round the ring by the difference of the two clocks at `at`.
 */
export function changeZone(
  week: Availability,
  { from, to, at }: { from: string; to: string; at: Date },
  change: ZoneChange,
): Availability {
  if (change === "keep_clock_times") return week;
  const minutes = clockDifference(from, to, at);
  return { available: shift(week.available, minutes), ifNeeded: shift(week.ifNeeded, minutes) };
}
