import { countOf, someNames } from "../../ui/count-words.ts";
import type { Proposal } from "./run-words.ts";

export type Remedy = Proposal["unplaced"][number]["remedies"][number];

/** What a remedy does, exactly, before anything changes: `66 of 72 placed instead of 63, quality 67.9; 2 people change group: …` */
export function effectWords(
  { placed, quality, moved, lost, applies }: Omit<Remedy, "kind" | "sentence">,
  now: Pick<Proposal, "placed" | "total">,
): string {
  const numbers = `${placed} of ${now.total} placed instead of ${now.placed}, quality ${quality.toFixed(1)}`;
  const people = [
    ...(moved.length > 0
      ? [`${countOf(moved.length, "person changes", "people change")} group: ${someNames(moved)}`]
      : []),
    ...(lost.length > 0
      ? [`${countOf(lost.length, "person loses their place", "people lose their places")}: ${someNames(lost)}`]
      : []),
  ];
  const others = people.length === 0 ? "nobody else moves" : people.join("; ");
  return `${applies ? "" : "Once there is one: "}${numbers}; ${others}.`;
}

const DEED: Record<Remedy["kind"], string> = {
  free_time: "Run with this hour",
  minimum: "Run with this size",
  maximum: "Run with this size",
  more_groups: "Run with this capacity",
  another_facilitator: "",
};

/** The button's name: it starts a run, and says with what. */
export const deedWords = (kind: Remedy["kind"]): string => DEED[kind];
