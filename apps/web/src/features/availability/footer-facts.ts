import { usabilityOf, type Availability } from "@muster/domain/availability";
import { hoursWords } from "../../dates/week-words.ts";

/** A figure and what it counts. */
export interface FooterFact {
  figure: string;
  words: string;
}

/** What is marked, in the footer's three figures; the last one only where a course asks for a length (AG-13). */
export function footerFacts(week: Availability, meetingLength: number): FooterFact[] {
  const { availableMinutes, ifNeededMinutes, longEnough } = usabilityOf(week, meetingLength || 1);
  const sums = [
    { figure: hoursWords(availableMinutes), words: "available" },
    { figure: hoursWords(ifNeededMinutes), words: "if needed" },
  ];
  if (meetingLength === 0) return sums;
  return [
    ...sums,
    { figure: `${longEnough.length} ${longEnough.length === 1 ? "block" : "blocks"}`, words: "long enough" },
  ];
}
