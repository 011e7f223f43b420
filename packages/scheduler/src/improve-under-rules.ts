import { overlap, type Board, type Lead } from "./board.ts";
import { bringLeader, leadersFree, proposeChange } from "./propose-regrouping.ts";
import { randomFrom, type Random } from "./random.ts";
import { RuledGrouping } from "./ruled-grouping.ts";
import { type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { OUTSIDE, type UnitSeats } from "./unit-seats.ts";
import { type Watch } from "./watch.ts";

/** How much worse than the best the search may stand at first, in tenths; it falls to nothing. */
const PATIENCE = 12;
/** How many of the changes begin with a unit, the others with somebody no rule names or with a facilitator. */
const ABOUT_UNITS = 0.5;
/** How often a unit without a place takes one that is left, after each change. */
const SEATED_AGAIN = 0.8;

/** As `improve`, with units that move as one and stay out of each other's way. */
export function improveUnderRules(
  board: Board & { ruling: Ruling },
  { from, goal, moves, seed }: { from: Seating; goal: number; moves: number; seed: number },
  watch: Watch,
): Seating {
  const random = randomFrom(seed, -1);
  const grouping = new RuledGrouping(board, from);
  begin(grouping, random);
  let best = grouping.seating();
  if (best.tenths > from.tenths) watch.onBetter(best);
  let value = grouping.value;
  let bestValue = value;
  for (let move = 0; move < moves && best.tenths < goal; move++) {
    if ((move & 15) === 0 && watch.shouldStop()) break;
    const next = grouping.seats.copy();
    if (!change(grouping, next, random)) continue;
    settleUnits(next, { random, chance: SEATED_AGAIN });
    grouping.take(next);
    const reached = grouping.value;
    const slack = Math.floor(PATIENCE * (1 - move / moves) * random());
    if (reached < Math.min(value, bestValue) - slack || reached < bestValue - PATIENCE) {
      grouping.undo();
      continue;
    }
    value = reached;
    if (value <= bestValue || !grouping.isWhole) continue;
    bestValue = value;
    best = grouping.seating();
    watch.onBetter(best);
  }
  return best;
}

/**
 * Seats the units that have no place yet, unless all groups can do without them, and closes groups nobody can fill, so
 * that what leaves the search is whole.
 */
function begin(grouping: RuledGrouping, random: Random): void {
  const first = grouping.seats.copy();
  first.closeUnkept();
  grouping.take(first);
  if (first.leads.length > 0 && grouping.isWhole) return;
  const seated = grouping.seats.copy();
  settleUnits(seated, { random, chance: 1 });
  grouping.take(seated);
  for (;;) {
    const { leads } = grouping.seats;
    const short = [...leads.keys()].filter((index) => grouping.assignment.isShort(leads[index]!.start));
    if (short.length === 0) return;
    const load = (index: number) => grouping.seats.loadAt(index);
    const victim = short.reduce((least, index) => (load(index) < load(least) ? index : least));
    const next = grouping.seats.copy();
    next.close([victim]);
    settleUnits(next, { random, chance: 1 });
    grouping.take(next);
  }
}

/** A closed group may leave units outside that fit elsewhere, and a unit outside may close groups. */
function settleUnits(seats: UnitSeats, { random, chance }: { random: Random; chance: number }): void {
  for (let groups = -1; groups !== seats.leads.length;) {
    groups = seats.leads.length;
    seats.seatOutside(random, chance);
    seats.closeUnkept();
  }
}

function change(grouping: RuledGrouping, next: UnitSeats, random: Random): boolean {
  if (next.book.units.length > 0 && random() < ABOUT_UNITS) {
    const unit = someUnit(next, random);
    const kind = random();
    if (kind > 0.9 && next.placeOf[unit] !== OUTSIDE) {
      next.put(unit, OUTSIDE);
      return true;
    }
    return kind < 0.5 ? relocate(next, unit, random) : openFor(next, unit, random);
  }
  const regrouping = proposeChange(grouping.assignment, { leads: next.leads, random });
  if (!regrouping) return false;
  for (const lead of regrouping.opened) next.open(lead);
  next.close(regrouping.closed);
  return true;
}

/** One without a place, if there is any and luck wants it so. */
function someUnit({ placeOf, book }: UnitSeats, random: Random): number {
  const outside = [...placeOf.keys()].filter((unit) => placeOf[unit] === OUTSIDE && book.startsOf(unit).length > 0);
  const among = outside.length > 0 && random() < 0.7 ? outside : [...placeOf.keys()];
  return among[Math.floor(random() * among.length)]!;
}

/** To another group they suit; whoever is in the way there leaves. */
function relocate(next: UnitSeats, unit: number, random: Random): boolean {
  const places = next.places().filter((place) => place !== next.placeOf[unit] && next.suits(unit, place));
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return false;
  makeRoom(next, { unit, place });
  return true;
}

function makeRoom(next: UnitSeats, { unit, place }: { unit: number; place: number }): void {
  const { apart } = next.book.units[unit]!;
  // Those they are kept from leave first; then as many as the seats are short of.
  const others = next.membersAt(place).toSorted((a, b) => Number(apart.has(b)) - Number(apart.has(a)));
  for (const other of others) if (!next.fits(unit, place)) next.put(other, OUTSIDE);
  if (next.fits(unit, place)) next.put(unit, place);
}

/** A group of their own at one of their starts, with a facilitator they may be with. */
function openFor(next: UnitSeats, unit: number, random: Random): boolean {
  const { book, leads } = next;
  const { board } = book;
  const starts = book.startsOf(unit);
  const start = starts[Math.floor(random() * starts.length)];
  if (start === undefined) return false;
  if (!board.led) {
    if (leads.length > 0 && random() < 0.4) next.close([Math.floor(random() * leads.length)]);
    makeRoom(next, { unit, place: next.open({ facilitator: -1, start }) });
    return true;
  }
  const able = leadersFree(board, { start, leads }).filter((facilitator) => book.mayBeLed(unit, facilitator));
  const facilitator = able[Math.floor(random() * able.length)];
  if (facilitator === undefined) return false;
  const regrouping = bringLeader(board, { facilitator, start, leads, random });
  if (!regrouping) return false;
  const opened = regrouping.opened.map((lead) => next.open(lead));
  makeRoom(next, { unit, place: opened[0]! });
  next.close(regrouping.closed);
  return !doubled(board, next.leads);
}

/** Nobody leads two groups that overlap. */
const doubled = (board: Board, leads: readonly Lead[]): boolean =>
  leads.some(
    (one, index) =>
      one.facilitator >= 0 &&
      leads.some(
        (other, at) =>
          at > index &&
          other.facilitator === one.facilitator &&
          (other.start === one.start || overlap(board, other.start, one.start)),
      ),
  );
