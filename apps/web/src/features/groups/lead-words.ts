import { countOf, listOf } from "../../ui/count-words.ts";

interface Load {
  leads: number;
  maxGroups: number;
  certified: boolean;
  clashes: readonly string[];
  fitSentence: string;
}

/** `leads 1 of 2 groups · Group 5 at the same time · not certified yet`: what speaks for and against somebody (GR-5). */
export function leadWords({ leads, maxGroups, certified, clashes, fitSentence }: Load): string {
  const full = leads >= maxGroups ? ", as many as they said" : "";
  return [
    `leads ${leads} of ${countOf(maxGroups, "group")}${full}`,
    ...(clashes.length > 0 ? [`${listOf(clashes)} at the same time`] : []),
    ...(certified ? [] : ["not certified yet"]),
    lowered(fitSentence),
  ].join(" · ");
}

/** What is said to somebody, said about them. */
function lowered(sentence: string): string {
  const about = sentence.replace("You have not painted your week", "has not painted a week").replace("your", "their");
  return about.charAt(0).toLowerCase() + about.slice(1);
}
