import type { Outputs } from "../../app/trpc.ts";
import { hoursWords, slotWords } from "../../dates/week-words.ts";
import { countOf } from "../../ui/count-words.ts";

export type CallBackRow = Outputs["callBacks"]["open"][number];
type NearGroup = CallBackRow["nearest"][number];

/** "Group 3, Tue 18:00–19:00 (London), 2 seats left: fits" */
export function nearWords(group: NearGroup): string {
  const seats = group.seatsLeft === 0 ? "full" : `${countOf(group.seatsLeft, "seat")} left`;
  return `${group.name}, ${slotWords(group.slot)}, ${seats}: ${missWords(group)}`;
}

/** "30 min of it are not free, would fit 30 min later" */
export function missWords({
  missingMinutes,
  shiftMinutes,
}: Pick<NearGroup, "missingMinutes" | "shiftMinutes">): string {
  if (missingMinutes === 0) return "fits";
  const missing = `${hoursWords(missingMinutes)} of it not free`;
  if (shiftMinutes === null) return `${missing}, and no hour near it`;
  return `${missing}, would fit ${hoursWords(Math.abs(shiftMinutes))} ${shiftMinutes > 0 ? "later" : "earlier"}`;
}
