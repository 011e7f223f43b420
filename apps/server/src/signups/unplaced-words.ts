import type { UnplacedReason } from "@muster/domain/signup";

type Details = Readonly<Record<string, unknown>>;

/** Why somebody has no place, to themselves: without blame, with what they can do. */
export const toTheMember: Record<UnplacedReason, string> = {
  no_availability: "You have not painted a week that holds a whole meeting. Paint one, and the next run looks for you.",
  no_facilitator_overlap: "No facilitator is free when you are. More hours in your week make a place likelier.",
  facilitator_capacity: "Every facilitator who is free when you are leads as many groups as they can.",
  insufficient_group_size:
    "Too few others are free when you are to make a group. More hours in your week make a place likelier.",
  no_overlap_with_others: "Nobody else is free when you are. More hours in your week make a place likelier.",
  facilitator_not_certified: "You are not certified to lead a group yet. Ask your organiser.",
  outcompeted: "Others took the last seats at your hours. More hours in your week make a place likelier.",
  not_needed: "Every group has a facilitator. You are asked first when another one is needed.",
};

/** The same to an organiser, with the numbers behind it where the run kept them. */
export function toTheOrganiser(reason: UnplacedReason, details: Details): string {
  const number = (name: string): number | null => (typeof details[name] === "number" ? details[name] : null);
  switch (reason) {
    case "no_availability":
      return "Has no stretch of time long enough for a meeting.";
    case "no_facilitator_overlap":
      return "No facilitator is free at any hour they are.";
    case "facilitator_capacity":
      return "Every facilitator who is free at their hours leads as many groups as they can.";
    case "insufficient_group_size": {
      const [most, least] = [number("mostAtOnce"), number("minPeople")];
      return most !== null && least !== null
        ? `At their best hour ${most} ${most === 1 ? "person is" : "people are"} free; a group needs ${least}.`
        : "Too few people are free at their hours to make a group.";
    }
    case "no_overlap_with_others":
      return "Nobody else is free at any hour they are.";
    case "facilitator_not_certified":
      return "Is not certified to lead a group.";
    case "outcompeted":
      return "Would fit only by taking somebody else's seat.";
    case "not_needed":
      return "Is not needed: every group has a facilitator.";
  }
}
