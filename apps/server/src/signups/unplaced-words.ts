import type { UnplacedReason } from "@muster/domain/signup";

type Details = Readonly<Record<string, unknown>>;

/** What somebody hears of a rule about them: nothing, since only organisers know of it (GR-13). */
const NO_PLACE_AT_YOUR_HOURS =
  "No group at your hours has a place for you. More hours in your week make a place likelier.";

/** Why somebody has no place, to themselves: without blame, with what they can do. */
export const toTheMember: Record<UnplacedReason, string> = {
  no_availability:
    "No meeting fits into your week beside those you already have. Paint more hours, and the next run looks for you.",
  no_facilitator_overlap: "No facilitator is free when you are. More hours in your week make a place likelier.",
  facilitator_capacity: "Every facilitator who is free when you are leads as many groups as they can.",
  insufficient_group_size:
    "Too few others are free when you are to make a group. More hours in your week make a place likelier.",
  no_overlap_with_others: "Nobody else is free when you are. More hours in your week make a place likelier.",
  facilitator_not_certified: "You are not certified to lead a group yet. Ask your organiser.",
  outcompeted: "Others took the last seats at your hours. More hours in your week make a place likelier.",
  not_needed: "Every group has a facilitator. You are asked first when another one is needed.",
  kept_together: NO_PLACE_AT_YOUR_HOURS,
  kept_apart: NO_PLACE_AT_YOUR_HOURS,
};

/** The same to an organiser, with the numbers behind it where the run kept them. */
export function toTheOrganiser(reason: UnplacedReason, details: Details): string {
  const number = (name: string): number => (typeof details[name] === "number" ? details[name] : 0);
  switch (reason) {
    case "no_availability":
      if (details["painted"] === false) return "Has not painted a week yet.";
      if (number("barredStarts") + number("busyStarts") > 0)
        return lostStarts({ barred: number("barredStarts"), busy: number("busyStarts") });
      return details["meetingLengthMinutes"] === undefined
        ? "Has no stretch of time long enough for a meeting."
        : `Has no start at which a whole meeting of ${number("meetingLengthMinutes")} minutes fits.`;
    case "no_facilitator_overlap":
      return "No facilitator is free at any hour they are.";
    case "facilitator_capacity":
      return details["leadingTheirMost"] === undefined
        ? "Leads as many groups as they can already."
        : `All ${countOf(number("facilitators"), "facilitator")} free at their hours lead as many groups as they can.`;
    case "insufficient_group_size":
      return details["mostPeopleTogether"] === undefined
        ? "Too few people are free at their hours to make a group."
        : `At their best hour ${countOf(number("mostPeopleTogether"), "person", "people")} could meet; a group needs ${number("minPeople")}.`;
    case "no_overlap_with_others":
      return "Nobody else is free at any hour they are.";
    case "facilitator_not_certified":
      return "Is not certified to lead a group.";
    case "outcompeted":
      return details["fullGroups"] === undefined
        ? "Would fit only by taking somebody else's seat."
        : `Would fit only by ${pushing(number("pushesOut"))}: of ${countOf(number("groupsTheyCouldJoin"), "group")} at their hours ${number("fullGroups")} are full.`;
    case "not_needed":
      return "Is not needed: every group has a facilitator.";
    case "kept_together":
      return `Is kept together with ${countOf(number("keptWith"), "other person", "other people")}, and there is no place for all of them.`;
    case "kept_apart":
      return details["placesBeside"] === undefined
        ? "Could only be placed beside somebody they are kept apart from."
        : `Could only be placed beside somebody they are kept apart from: that is so in ${countOf(number("placesBeside"), "place")}.`;
  }
}

/** Free at some starts, and yet at none that counts. */
function lostStarts({ barred, busy }: { barred: number; busy: number }): string {
  const free = `Is free at ${countOf(barred + busy, "start")}`;
  if (busy === 0) return `${free}, but only at hours at which this run lets nobody meet.`;
  if (barred === 0) return `${free}, but already meets with another group then.`;
  return `${free}: this run lets nobody meet at ${barred}, and at ${busy} they already meet with another group.`;
}

const pushing = (others: number): string =>
  others > 0 ? `pushing ${countOf(others, "other person", "other people")} out` : "taking somebody else's seat";

const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
