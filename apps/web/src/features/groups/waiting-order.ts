import type { PersonRow } from "./use-review.ts";

export const WAITING_ORDERS = ["reason", "name"] as const;
export type WaitingOrder = (typeof WAITING_ORDERS)[number];
export const WAITING_WORDS: Record<WaitingOrder, string> = { reason: "Main reason", name: "By name" };

/** The cause in two or three words, and what is known beyond it. */
export interface WhyNot {
  head: string;
  sentence: string;
}

type Waiting = Pick<PersonRow, "name" | "reason" | "answeredAt">;

/** By cause, so that what one remedy helps stands together; whoever has not answered is last. */
export const inWaitingOrder = <Person extends Waiting>(people: readonly Person[], order: WaitingOrder): Person[] =>
  people.toSorted((a, b) => (order === "reason" ? rank(a).localeCompare(rank(b)) : 0) || a.name.localeCompare(b.name));

const rank = ({ reason, answeredAt }: Waiting): string => (answeredAt ? `0${reason ?? "~"}` : "1");

/** A sentence of the run's own wins over the bare cause. */
export function whyNot(person: Waiting, cause: string | null, sentence: string | undefined): WhyNot {
  if (!person.answeredAt) return { head: "Has not answered", sentence: "No hour is marked yet." };
  if (!cause) return { head: "Waits for a run", sentence: sentence ?? "No run has looked for a place since." };
  return { head: cause, sentence: sentence ?? "" };
}
