import type { Availability } from "@muster/domain/availability";
import { offsetMinutesAt } from "@muster/domain/time-zone";
import { covers, shift, unionOf } from "@muster/domain/week";

export interface Heat {
  step: 60;
  /** People free for the whole hour, by hour of the week in the cohort's zone, Monday 00:00 first. */
  counts: number[];
  outOf: number;
}

interface Painted {
  availability: Availability | null;
  timeZone: string | null;
}

/** When people can, seen from the cohort's zone in the week it starts. Available and If needed count alike. */
export function heatOf(people: readonly Painted[], { timeZone, at }: { timeZone: string; at: Date }): Heat {
  const here = offsetMinutesAt(timeZone, at);
  const weeks = people.flatMap(({ availability, timeZone: there }) =>
    availability
      ? [shift(unionOf(availability.available, availability.ifNeeded), here - offsetMinutesAt(there ?? timeZone, at))]
      : [],
  );
  const counts = Array.from({ length: 168 }, (_, hour) => weeks.filter((week) => covers(week, hour * 60, 60)).length);
  return { step: 60, counts, outOf: weeks.length };
}
