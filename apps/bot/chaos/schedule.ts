import { unpack } from "../sim/packed.ts";
import type { Victim } from "./boundaries.ts";

/** Everything one schedule is made of. Data, so that it can be printed, kept and played again. */
export interface Schedule {
  seed: number;
  cast: Cast;
  acts: Act[];
}

export interface Cast {
  /** Members of each group at the beginning. */
  members: number[];
  /** People signed up who are in no group yet. */
  others: number;
  /** Numbers of people who are not in the Discord server at the beginning. */
  absent: number[];
  meetings: number;
}

/** What people do together, and who is killed in the course of it. The next act begins when all is quiet again. */
export interface Act {
  deeds: Deed[];
  /** One after the other: the second lies in wait once those killed by the first are back. */
  strikes: Strike[];
}

/** Persons and groups are numbers from 0. */
export type Deed =
  | { do: "realize" | "sync" }
  | { do: "join"; person: number; group: number }
  | { do: "leave"; person: number; group: number }
  | { do: "come" | "go"; person: number }
  | { do: "hand"; hand: Hand; group: number; person: number };

/** What hands change on Discord and Muster puts right unasked. */
export const HANDS = ["let-in", "shut-out", "strip-topic"] as const;
export type Hand = (typeof HANDS)[number];

/** At the n-th passing of a boundary these die at once, and are started again after `downMs`. */
export interface Strike {
  boundary: string;
  nth: number;
  victims: Victim[];
  downMs: number;
  /** What the dead one had asked for is done so much later, although nobody waits for it; null: never. */
  landsAfterMs: number | null;
}

/** A schedule as it was printed or kept; throws on what is none. */
export function read(text: string): Schedule {
  const schedule = unpack(text) as Schedule;
  if (!Array.isArray(schedule.acts)) throw new Error("This is no schedule.");
  return schedule;
}
