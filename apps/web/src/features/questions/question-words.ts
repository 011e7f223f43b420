import type { Outputs } from "../../app/trpc.ts";
import { cityOf, momentOf } from "../../dates/instant-words.ts";
import { blockWords } from "../../dates/week-words.ts";
import { countOf } from "../../ui/count-words.ts";

export type AskedQuestion = Outputs["questions"]["list"][number];

/** `Tue 18:30–19:00 (Berlin)`, on the clock of whoever is asked. */
export const hoursWords = ({ window, timeZone }: Pick<AskedQuestion, "window" | "timeZone">): string =>
  `${blockWords(window)} (${cityOf(timeZone)})`;

type Told = Pick<AskedQuestion, "window" | "timeZone" | "state" | "effect" | "group" | "untilAt" | "closedAt">;

interface Reading {
  /** The organiser's clock: the cohort's. */
  timeZone: string;
  /** When the last run began, which used what was answered before; null without one. */
  since: Date | null;
}

/** What was asked and what came of it, for organisers: `Asked about Tue 18:30–19:00 (Berlin) · waits until Thu 1 Oct, 11:00 (London)` */
export function standingWords(question: Told, { timeZone, since }: Reading): string {
  const hours = hoursWords(question);
  switch (question.state) {
    case "open":
      return `Asked about ${hours} · waits until ${momentOf(question.untilAt, timeZone)}`;
    case "yes":
      return `Yes to ${hours} · ${yesWords(question, isSince(question, since))}`;
    case "no":
      return `No to ${hours}`;
    case "expired":
      return `Asked about ${hours} · no answer`;
  }
}

const isSince = ({ closedAt }: Pick<Told, "closedAt">, since: Date | null): boolean =>
  closedAt === null || since === null || closedAt >= since;

function yesWords({ effect, group }: Pick<Told, "effect" | "group">, isNew: boolean): string {
  if (!isNew && effect !== "place" && effect !== "elsewhere") return "in their week, and in the last run";
  switch (effect) {
    case "place":
      return `has a place in ${group ?? "the group"}`;
    case "full":
      return `${group ?? "the group"} was full by then: run again, or add them by hand`;
    case "gone":
      return `${group ?? "the group"} no longer meets then: run again to use it`;
    case "elsewhere":
      return "has a place already";
    case "hours":
    case null:
      return "run again to use it";
  }
}

type Counted = Pick<AskedQuestion, "state" | "effect" | "closedAt">;

/** `3 asked, 1 yes: run again to use it.` Of those open and those answered since then; null where nobody was asked. */
export function countWords(questions: readonly Counted[], since: Date | null): string | null {
  const asked = questions.filter((question) => isSince(question, since));
  if (asked.length === 0) return null;
  const yes = asked.filter(({ state }) => state === "yes");
  const useful = yes.some(({ effect }) => effect !== "place" && effect !== "elsewhere");
  return `${countOf(asked.length, "asked", "asked")}, ${yes.length} yes${useful ? ": run again to use it" : ""}.`;
}
