import type { Availability } from "@muster/domain/availability";
import type { Outputs } from "../../app/trpc.ts";
import { fitCells, fitLevel, type FitCell } from "../../dates/fit-cells.ts";
import { dateOf, momentOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import type { FitLevel } from "../../ui/fit-sign.tsx";

export type HomeMeeting = Outputs["visits"]["options"]["meetings"][number];
export type HostChoice = HomeMeeting["hosts"][number];

/** Another group's meeting as this reader sees it: on their own clock, against their own week, on that very date. */
export interface HostCard {
  host: HostChoice;
  /** "Thu 19:00" */
  when: string;
  /** "15 Oct, Group 5" */
  which: string;
  cells: FitCell[];
  level: FitLevel;
  /** From when to when its rooms are open to a guest (JS-14). */
  open: string;
  /** "2 seats left" */
  seats: string;
}

interface VisitReader {
  timeZone: string;
  week: Availability | null;
  at: Date;
}

export function hostCard(host: HostChoice, { timeZone, week, at }: VisitReader): HostCard {
  const cells = fitCells(host.overlaps ? null : week, timeZone, host);
  const from = host.opensAt <= at ? "at once" : `from ${momentOf(host.opensAt, timeZone)}`;
  return {
    host,
    when: `${weekdayOfInstant(host.startsAt, timeZone)} ${timeOf(host.startsAt, timeZone)}`,
    which: `${dateOf(host.startsAt, timeZone)}, ${host.name}`,
    cells,
    level: fitLevel(cells),
    open: `Its rooms are open to you ${from}, until ${momentOf(host.closesAt, timeZone)}.`,
    seats: host.seatsLeft === 0 ? "Full" : `${host.seatsLeft} ${host.seatsLeft === 1 ? "seat" : "seats"} left`,
  };
}

/** "Meeting 2, Tue 13 Oct, 19:00 (Berlin)", with what one has decided about it. */
export function meetingWords({ number, startsAt, visiting }: HomeMeeting, { timeZone, at }: Omit<VisitReader, "week">) {
  const words = `Meeting ${number}, ${momentOf(startsAt, timeZone)}`;
  if (visiting !== null) return `${words}: you visit ${visiting}`;
  return startsAt <= at ? `${words}: already held` : words;
}

/** The meeting in the address; else the next one that is still to be decided. */
export const chosenMeeting = (
  meetings: readonly HomeMeeting[],
  number: number | undefined,
  at: Date,
): HomeMeeting | undefined =>
  meetings.find((meeting) => meeting.number === number) ??
  meetings.find(({ startsAt, visiting }) => startsAt > at && visiting === null) ??
  meetings[0];

interface Effects {
  host: HostChoice;
  meeting: HomeMeeting;
  home: string;
}

/** What a visit brings about, before one agrees to it (JS-7). */
export function effectsOf({ host, meeting, home }: Effects, { timeZone, at }: Omit<VisitReader, "week">): string[] {
  const isOpen = host.opensAt <= at;
  const hears = isOpen ? "now" : "when its rooms open to you";
  const opens = isOpen
    ? "Its rooms open to you within seconds"
    : `Its rooms open to you on ${momentOf(host.opensAt, timeZone)}`;
  return [
    `You meet ${host.name} on ${momentOf(host.startsAt, timeZone)}, and are marked as away from meeting ${meeting.number} of ${home}. Your seat in ${home} stays yours.`,
    `${opens} and close again on ${momentOf(host.closesAt, timeZone)}.`,
    `${home} is told now that you visit ${host.name}. ${host.name} is told ${hears} that you join as a guest.`,
    "You can take it back until the meeting begins.",
  ];
}

/** What is said where one's own group stays one's own: from which meeting on a switch would count (JS-2). */
export function forGoodWords(next: HomeMeeting | undefined, home: string): string {
  return next === undefined
    ? `You leave ${home} for the group you choose.`
    : `From meeting ${next.number} on: you leave ${home} for the group you choose.`;
}
