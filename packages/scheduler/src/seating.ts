import { type Lead } from "./board.ts";

/** A grouping as the search keeps it: the groups with their starts, and at which start each participant is (or -1). */
export interface Seating {
  leads: Lead[];
  startOf: Int32Array;
  /** Under rules, which of the groups each person of a unit is in, as `UnitSeats` writes places. */
  placeOf?: Int32Array;
  /** Quality in tenths, so that it is exact. */
  tenths: number;
}

export const placedIn = ({ leads, startOf }: Seating): number =>
  startOf.reduce((count, start) => count + Number(start >= 0), 0) +
  new Set(leads.map(({ facilitator }) => facilitator).filter((facilitator) => facilitator >= 0)).size;

export const nobodySeated = (participants: number): Seating => ({
  leads: [],
  startOf: new Int32Array(participants).fill(-1),
  tenths: 0,
});
