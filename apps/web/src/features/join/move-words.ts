import type { Outputs } from "../../app/trpc.ts";

export type MyMove = Outputs["groups"]["joinable"]["moves"][number];
type Way = Pick<MyMove, "from" | "to">;

/** "You switched from Group 3 to Group 5" */
export function moveWords({ from, to }: Way): string {
  if (from === null) return `You joined ${to}`;
  return to === null ? `You left ${from}` : `You switched from ${from} to ${to}`;
}

/** What taking it back does, as its button says. */
export function undoWords({ from, to }: Way): string {
  if (from === null) return `Leave ${to} again`;
  return to === null ? `Take my seat in ${from} back` : `Go back to ${from}`;
}
