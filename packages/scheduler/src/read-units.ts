import { type Lead } from "./board.ts";
import { dealUnits } from "./deal-units.ts";
import { type ExactModel } from "./exact-model.ts";
import { UnitSeats, atStanding, type UnitBook } from "./unit-seats.ts";

/** What units a solver's columns seat, and the starts at which these could not be dealt into the groups. */
export interface ReadUnits {
  seats: UnitSeats;
  undealt: number[];
}

/** Seats the units of one start in its groups, beside so many people whom no rule names; false where it found no way. */
export type DealAt = (seats: UnitSeats, at: { start: number; units: readonly number[]; singles: number }) => boolean;

const dealAmongAll: DealAt = (seats, { start, ...who }) => dealUnits(seats, { places: seats.placesAt(start), ...who });

/** Units where the solver has more than half of them, each start's dealt into its groups; the others stand outside. */
export function readUnits(
  exact: ExactModel & { book: UnitBook },
  { leads, values, dealAt = dealAmongAll }: { leads: readonly Lead[]; values: Float64Array; dealAt?: DealAt },
): ReadUnits {
  const { book, units, guests } = exact;
  const seats = new UnitSeats(book, leads);
  const byStart = new Map<number, number[]>();
  units.forEach(({ at, standing }, unit) => {
    const start = likely(at, values);
    const group = likely(standing, values);
    if (start !== undefined) byStart.set(start, [...(byStart.get(start) ?? []), unit]);
    else if (group !== undefined && seats.fits(unit, atStanding(group))) seats.put(unit, atStanding(group));
  });
  const undealt: number[] = [];
  for (const [start, here] of byStart) {
    const singles = guests.reduce((sum, { columns }) => sum + (values[columns.get(start) ?? -1] ?? 0), 0);
    if (!dealAt(seats, { start, units: here, singles: Math.round(singles) })) undealt.push(start);
  }
  return { seats, undealt };
}

/** Of keys with columns, the one the solver has more than half of. */
const likely = (columns: ReadonlyMap<number, number>, values: Float64Array): number | undefined =>
  [...columns].find(([, column]) => values[column]! > 0.5)?.[0];
