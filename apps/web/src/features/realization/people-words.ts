import { countOf } from "../../ui/count-words.ts";
import type { Plan } from "./use-realization.ts";

type People = Plan["people"];

/** From this many on the server wants to hear how many are told; it has the last word. */
const MANY = 50;

export const toldCount = ({ byMail, byWelcome }: People): number => byMail + byWelcome;

export const mustBeTyped = (people: People): boolean => toldCount(people) >= MANY;

/** Who hears of their group when it is active, and by what: `52 people get a mail, 6 people are mentioned …` (PL-7). */
export function toldWords({ byMail, byWelcome }: People): string {
  const parts = [
    ...(byMail > 0 ? [`${countOf(byMail, "person gets", "people get")} a mail`] : []),
    ...(byWelcome > 0 ? [`${countOf(byWelcome, "person is", "people are")} mentioned in the welcome only`] : []),
  ];
  return parts.length === 0 ? "Nobody is told anything." : `${parts.join(", ")}, each once their group is active.`;
}
