import { slotWords } from "../../dates/week-words.ts";
import type { Proposal } from "./run-words.ts";

export type NearGroup = Proposal["unplaced"][number]["nearest"][number];

/** `Group 3, Tue 18:00–19:00 (London): 30 min of it not free; 6 of 8 seats taken`: what blocks a near group (SC-14). */
export function nearWords({ name, slot, missingMinutes, members, full }: NearGroup, seats: number): string {
  const hours = missingMinutes === 0 ? "free for all of it" : `${missingMinutes} min of it not free`;
  const room = full ? `full with ${members} of ${seats}` : `${members} of ${seats} seats taken`;
  return `${name}, ${slotWords(slot)}: ${hours}; ${room}`;
}

/** `Moves 3 people and places 2 more than run 4.` Without a number it is the groups in preview one compares with (SC-19). */
export function sinceWords({ number, moved, lost, placedMore }: NonNullable<Proposal["since"]>): string {
  const than = number === null ? "the groups do now" : `run ${number}`;
  const people = moved.length === 1 ? "1 person" : `${moved.length} people`;
  const moves = moved.length === 0 ? "Moves nobody" : `Moves ${people}`;
  const places =
    placedMore === 0
      ? "places as many as"
      : placedMore > 0
        ? `places ${placedMore} more than`
        : `places ${-placedMore} fewer than`;
  const without =
    lost.length === 0 ? "" : `; ${lost.length === 1 ? "1 loses their place" : `${lost.length} lose their places`}`;
  return `${moves} and ${places} ${than}${without}.`;
}
