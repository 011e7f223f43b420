import { type UnitSeats } from "./unit-seats.ts";

/** So many steps are tried before the units of a start are said not to fit its groups. */
const MOST_STEPS = 50_000;

/**
 * Deals units into groups of one start by trying all ways: nobody beside somebody they are kept from, no group too
 * large, and as many people left to fill all groups as `singles` says there are. True if it found one, which is then kept.
 */
export function dealUnits(
  seats: UnitSeats,
  { places, units, singles }: { places: readonly number[]; units: readonly number[]; singles: number },
): boolean {
  const { book } = seats;
  const weightOf = (unit: number) =>
    1_000 * Number(book.units[unit]!.ledBy >= 0) + 20 * book.sizeOf(unit) + book.units[unit]!.apart.size;
  const order = units.toSorted((a, b) => weightOf(b) - weightOf(a) || a - b);
  let steps = MOST_STEPS;
  const missing = () => places.reduce((sum, place) => sum + Math.max(0, book.board.need - seats.loadAt(place)), 0);
  const dealFrom = (at: number): boolean => {
    if (at === order.length) return missing() <= singles;
    const unit = order[at]!;
    const alike = new Set<string>();
    for (const place of places) {
      if (steps-- <= 0) return false;
      if (!seats.fits(unit, place)) continue;
      // Of groups with nobody in them yet, whose facilitators no rule is about, one is as good as another.
      const facilitator = seats.leads[place]!.facilitator;
      const named = book.board.ruling.leaders.has(facilitator);
      const look = `${named ? facilitator : -1} ${seats.membersAt(place).join()}`;
      if (alike.has(look)) continue;
      alike.add(look);
      seats.put(unit, place);
      if (dealFrom(at + 1)) return true;
      seats.put(unit, -1);
    }
    return false;
  };
  return dealFrom(0);
}
