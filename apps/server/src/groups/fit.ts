import type { Availability, Fit } from "@muster/domain/availability";
import { fitAt, type MeetingInstant, type MeetingSlot } from "@muster/domain/meeting-slot";
import { plannedInstants } from "../meetings/plan.ts";

type Meeting = Pick<MeetingInstant, "startsAt" | "endsAt">;

interface Week {
  availability: Availability | null;
  timeZone: string | null;
}

export interface DatedFit {
  fit: Fit;
  fitSentence: string;
}

/** How a group's real dates suit a painted week, each judged on its own day in the member's zone (TZ-2, JS-3). */
export function fitOfDates({ availability, timeZone }: Week, meetings: readonly Meeting[]): DatedFit {
  if (!availability || !timeZone) return { fit: "not_free", fitSentence: "You have not painted your week yet" };
  const fits = meetings.map((meeting) => fitAt(availability, timeZone, meeting));
  const count = (fit: Fit) => fits.filter((one) => one === fit).length;
  const [busy, ifNeeded] = [count("not_free"), count("if_needed")];
  if (busy > 0) {
    const all = busy === fits.length;
    return {
      fit: "not_free",
      fitSentence: all ? "Not in your times" : `Not in your times on ${busy} of ${fits.length} dates`,
    };
  }
  if (ifNeeded === 0) return { fit: "available", fitSentence: "All of it within your Available times" };
  const all = ifNeeded === fits.length;
  return {
    fit: "if_needed",
    fitSentence: all ? "Needs an If-needed time" : `Needs an If-needed time on ${ifNeeded} of ${fits.length} dates`,
  };
}

interface Dated {
  slot: MeetingSlot;
  term: { startDate: string; numberOfMeetings: number };
  /** As they are written down; none yet for a group that was never realized. */
  meetings: readonly Meeting[];
  now: Date;
}

/** The dates still ahead: those written down, or those the group would get. */
export function datesAhead({ slot, term, meetings, now }: Dated): Meeting[] {
  const all = meetings.length > 0 ? meetings : plannedInstants(slot, term, now);
  return all.filter(({ startsAt }) => startsAt > now);
}
