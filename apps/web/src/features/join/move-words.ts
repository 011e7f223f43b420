import type { Outputs } from "../../app/trpc.ts";

export type MyMove = Outputs["groups"]["joinable"]["moves"][number];
type Way = Pick<MyMove, "from" | "to" | "isTrade">;

/** "You switched from Group 3 to Group 5" */
export function moveWords({ from, to, isTrade }: Way): string {
  if (isTrade) return `You traded ${from} for ${to}`;
  if (from === null) return `You joined ${to}`;
  return to === null ? `You left ${from}` : `You switched from ${from} to ${to}`;
}

/** Until when and under what condition it can be taken back. */
export const undoTerms = ({ isTrade }: Way, until: string): string =>
  isTrade
    ? `You can undo this until ${until}; the other person then goes back too.`
    : `You can undo this until ${until}, while the seat is free.`;

/** What taking it back does, as its button says. */
export function undoWords({ from, to }: Way): string {
  if (from === null) return `Leave ${to} again`;
  return to === null ? `Take my seat in ${from} back` : `Go back to ${from}`;
}
