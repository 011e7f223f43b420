import { aheadWords } from "@muster/domain/waiting";
import { meetingInstants } from "@muster/domain/meeting-slot";
import type { Availability } from "@muster/domain/availability";
import { cityOf, dateOf, dayOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import type { Outputs } from "../../app/trpc.ts";
import { fitCells, fitLevel, type FitCell } from "../../dates/fit-cells.ts";
import type { FitLevel } from "../../ui/fit-sign.tsx";

export type JoinableGroup = Outputs["groups"]["joinable"]["groups"][number];

/** A group as this reader sees it: on their own clock, against their own week. */
export interface JoinCard {
  group: JoinableGroup;
  /** "Mon 19:00" */
  when: string;
  /** "your time, Berlin": whose clock that is. */
  clock: string;
  /** "Mon", on the reader's own calendar. */
  day: string;
  /** "next: 12 Oct, Group 1" */
  next: string;
  cells: FitCell[];
  level: FitLevel;
  /** "3 seats left" */
  seats: string;
  /** Why one cannot join it, and since when; null when one can (JS-5). */
  closed: string | null;
}

export interface JoinReader {
  timeZone: string;
  week: Availability | null;
  /** For a group without a meeting yet: when its cohort starts. */
  startDate: string;
}

export function joinCard(group: JoinableGroup, { timeZone, week, startDate }: JoinReader): JoinCard {
  const startsAt = group.nextMeetingAt ?? meetingInstants(group.slot, startDate, 1)[0]!.startsAt;
  const endsAt = new Date(startsAt.getTime() + group.slot.lengthMinutes * 60_000);
  const cells = fitCells(week, timeZone, { startsAt, endsAt });
  const first = group.nextMeetingAt === null ? "would start" : "next:";
  const day = weekdayOfInstant(startsAt, timeZone);
  return {
    group,
    day,
    when: `${day} ${timeOf(startsAt, timeZone)}`,
    clock: `your time, ${cityOf(timeZone)}`,
    next: [`${first} ${dateOf(startsAt, timeZone)}`, group.name, group.status === "preview" ? "forming" : null]
      .filter(Boolean)
      .join(", "),
    cells,
    level: fitLevel(cells),
    seats: seatWords(group),
    closed: closedWords(group, timeZone),
  };
}

/** "3 seats left"; of a full group what its waiting list is like: "Full, 2 ahead of you" (JS-5, JS-11). */
export function seatWords({ seatsLeft, line }: Pick<JoinableGroup, "seatsLeft" | "line">): string {
  if (seatsLeft > 0) return `${seatsLeft} ${seatsLeft === 1 ? "seat" : "seats"} left`;
  if (!line) return "Full";
  if (line.mine?.state === "offered") return "A seat is kept for you";
  return `${line.mine ? "In line" : "Full"}, ${aheadWords(line.ahead)}`;
}

const SHOWN_FIRST = 3;

/** Three at once, the others one click away; nothing is left out (JS-4). */
export const inTwoParts = <Card>(cards: readonly Card[]): { first: Card[]; rest: Card[] } => ({
  first: cards.slice(0, SHOWN_FIRST),
  rest: cards.slice(SHOWN_FIRST),
});

/** "Group 1 has already begun. Ask the organiser whether you can still come. First meeting: Tue 6 Oct." */
function closedWords({ notBecause, startedAt, seatsLeft }: JoinableGroup, timeZone: string): string | null {
  if (notBecause === null || startedAt === null || seatsLeft === 0) return notBecause;
  return `${notBecause} First meeting: ${dayOf(startedAt, timeZone)}.`;
}
