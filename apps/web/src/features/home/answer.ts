import type { Availability } from "@muster/domain/availability";
import { fitAt } from "@muster/domain/meeting-slot";
import { calendarDay, cityOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import { nextOf, meetingsOf, type Meeting } from "./my-meetings.ts";
import type { MyCohort, MyGroup } from "./my-cohort.ts";

/** The two lines a member reads first. */
export interface Answer {
  title: string;
  lead: string;
}

export interface Reader {
  timeZone: string;
  week: Availability | null;
  at: Date;
}

/**
 * Where somebody stands in a cohort:
 *
 * | over | has a group | week usable | reason known | answer |
 * |---|---|---|---|---|
 * | yes | – | – | – | it is over |
 * | no | no, and away | – | – | that they have paused, or come later |
 * | no | yes | – | – | which, when, and how well it fits |
 * | no | no, and completed one | – | – | that the course is completed |
 * | no | no, and left out | – | – | that the organiser places them in no run, and whom to ask |
 * | no | no | no | – | what the week lacks |
 * | no | no | yes | yes | not placed, and why |
 * | no | no | yes | no | a free seat that fits, where there is one; else placed later, by when |
 */
export function answerOf(cohort: MyCohort, reader: Reader): Answer {
  if (cohort.status !== "active")
    return {
      title: `${cohort.course} is over.`,
      lead: cohort.status === "cancelled" ? "This cohort was cancelled." : "Thank you for being part of it.",
    };
  if (cohort.away) return awayAnswer(cohort.course, cohort.away.instead);
  const [group, ...others] = cohort.groups;
  if (group && others.length > 0 && cohort.role === "facilitator") return leadsMany(cohort, reader);
  if (group) return inGroup(cohort, group, reader);
  const completed = cohort.past.find(({ status }) => status === "completed");
  if (completed && cohort.role === "participant")
    return { title: `You have completed ${cohort.course}.`, lead: `Thank you for being part of ${completed.name}.` };
  if (cohort.leftOut) return leftOutAnswer(cohort, cohort.leftOut.by);
  if (!reader.week)
    return {
      title: "Your week is missing.",
      lead: `Mark when you can usually meet, and you are part of ${cohort.course}.`,
    };
  if (!cohort.usability.usable) return { title: "Your week needs one longer block.", lead: cohort.usability.sentence };
  if (cohort.reason) return { title: "You are not placed yet.", lead: cohort.reason.sentence };
  if (cohort.seatFits)
    return {
      title: "You are signed up, without a group so far.",
      lead: `${cohort.usability.sentence} A group has a free seat at your hours: take it, or wait until groups are made.`,
    };
  return {
    title: "You are signed up. Groups are not made yet.",
    lead: `${cohort.usability.sentence} Groups are made before the start on ${calendarDay(cohort.startDate)}.`,
  };
}

const awayAnswer = (course: string, instead: string | null): Answer =>
  instead === null
    ? { title: `You have paused ${course}.`, lead: "Nothing is expected of you until you come back." }
    : { title: `You come to ${instead} instead.`, lead: `You are left out of this cohort of ${course}.` };

const leftOutAnswer = ({ course, canJoin }: MyCohort, organiser: string | null): Answer => ({
  title: "You are signed up, and not being placed at present.",
  lead: `The organiser of ${course} is not placing you in a group at the moment. ${
    organiser ? `Ask ${organiser}` : "Ask your organiser"
  } if you would like a place${canJoin ? ", or take a free seat yourself." : "."}`,
});

function inGroup(cohort: MyCohort, group: MyGroup, reader: Reader): Answer {
  const meetings = meetingsOf(group, cohort);
  const next = nextOf(meetings, reader.at) ?? meetings.at(-1);
  const forming = group.status === "preview" ? ", which is forming" : "";
  const start =
    cohort.role === "facilitator" ? `You lead ${group.name}${forming}.` : `You are in ${group.name}${forming}.`;
  if (!next) return { title: start, lead: `It has no meeting yet. Times are for ${cityOf(reader.timeZone)}.` };
  return {
    title: `${start} It meets on ${weekdayOfInstant(next.startsAt, reader.timeZone, "long")}s at ${timeOf(next.startsAt, reader.timeZone)}.`,
    lead: `Times are for ${cityOf(reader.timeZone)}. ${fitSentence(next, cohort.meetingLengthMinutes, reader)}`.trim(),
  };
}

function leadsMany(cohort: MyCohort, reader: Reader): Answer {
  const days = cohort.groups.map((group) => {
    const meetings = meetingsOf(group, cohort);
    const next = nextOf(meetings, reader.at) ?? meetings.at(-1);
    return next
      ? `${group.name} on ${weekdayOfInstant(next.startsAt, reader.timeZone, "long")}s at ${timeOf(next.startsAt, reader.timeZone)}`
      : group.name;
  });
  return {
    title: `You lead ${cohort.groups.length} groups.`,
    lead: `${days.join(", ")}. Times are for ${cityOf(reader.timeZone)}.`,
  };
}

function fitSentence(meeting: Meeting, minutes: number, { week, timeZone }: Reader): string {
  if (!week) return "";
  switch (fitAt(week, timeZone, meeting)) {
    case "available":
      return `Every one of the ${minutes} minutes is within the hours you marked as Available.`;
    case "if_needed":
      return "Part of it lies in hours you marked as If needed.";
    case "not_free":
      return "It does not lie wholly within the hours you marked.";
  }
}
