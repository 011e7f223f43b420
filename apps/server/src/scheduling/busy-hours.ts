import type { Commitment } from "@muster/db/queries/scheduling-rows";
import { meetingInstants } from "@muster/domain/meeting-slot";
import { wallTimeAt } from "@muster/domain/time-zone";
import { normaliseWeek, type Interval } from "@muster/domain/week";

interface Term {
  startDate: string;
  numberOfMeetings: number;
  timeZone: string;
}

/**
 * The hours of a cohort's week that somebody has given to groups already (Q6): every real meeting that falls into the
 * cohort's term, seen on the clock of the cohort's zone, so that a clock change in either zone makes two hours busy.
 */
export function busyHours(commitments: readonly Commitment[], term: Term): Interval[] {
  const from = Date.parse(`${term.startDate}T00:00:00Z`) - DAY;
  const until = from + (7 * term.numberOfMeetings + 2) * DAY;
  return normaliseWeek(
    commitments.flatMap((commitment) =>
      meetingInstants(commitment, commitment.startDate, commitment.numberOfMeetings)
        .filter(({ startsAt }) => startsAt.getTime() >= from && startsAt.getTime() < until)
        .map(({ startsAt }) => {
          const { minuteOfWeek } = wallTimeAt(startsAt, term.timeZone);
          return { start: minuteOfWeek, end: minuteOfWeek + commitment.lengthMinutes };
        }),
    ),
  ).map(({ start, end }) => ({ start, end }));
}

const DAY = 86_400_000;
