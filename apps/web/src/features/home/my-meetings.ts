import { meetingInstants, type MeetingSlot } from "@muster/domain/meeting-slot";
import { dayOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";

export interface Meeting {
  number: number;
  startsAt: Date;
  endsAt: Date;
}

interface Series {
  slot: MeetingSlot;
  meetings: readonly Meeting[];
}

/** A group's meetings; for one that is still forming, those it would have. */
export function meetingsOf(group: Series, cohort: { startDate: string; numberOfMeetings: number }): Meeting[] {
  if (group.meetings.length > 0) return [...group.meetings];
  return meetingInstants(group.slot, cohort.startDate, cohort.numberOfMeetings);
}

/** The first meeting that is not over, or null after the last. */
export const nextOf = (meetings: readonly Meeting[], at: Date): Meeting | null =>
  meetings.find(({ endsAt }) => endsAt > at) ?? null;

/**
 * One sentence on what the clocks do to this series for this reader, or null when nothing moves: a series keeps its wall
 * time in its own zone, so elsewhere it may move by an hour (TZ-1).
 */
export function clockNote(meetings: readonly Meeting[], timeZone: string): string | null {
  const changes: string[] = [];
  for (const [at, meeting] of meetings.entries()) {
    const before = meetings[at - 1];
    if (!before) continue;
    const [was, is] = [wallTime(before, timeZone), wallTime(meeting, timeZone)];
    if (was !== is) changes.push(`from ${dayOf(meeting.startsAt, timeZone)} it is ${is}`);
  }
  return changes.length > 0 ? `Clocks change: ${changes.join(", ")} for you.` : null;
}

const wallTime = ({ startsAt }: Meeting, timeZone: string): string =>
  `${weekdayOfInstant(startsAt, timeZone)} ${timeOf(startsAt, timeZone)}`;
