import { weightOfLead } from "./assignment.ts";
import { tenths, type Board, type Lead } from "./board.ts";
import { dealUnits } from "./deal-units.ts";
import { type Alike, type ExactModel } from "./exact-model.ts";
import { type KeptGroup, type KeptStart } from "./kept-start.ts";
import { readUnits, type DealAt } from "./read-units.ts";
import { type Seating } from "./seating.ts";
import { OUTSIDE } from "./unit-seats.ts";

/** A model's columns with what the solver says of each. */
interface Answer {
  exact: ExactModel;
  starts: readonly KeptStart[];
  values: Float64Array;
}

/**
 * The answer to the second question: whoever stays is in their own group, as the people of units are. `undealt`: starts
 * whose other units could not be dealt into the other groups.
 */
export function readKept(board: Board, answer: Answer): { seating: Seating; undealt: number[] } {
  const { leads, startOf } = readWhole(board, answer);
  const places = placesOf(board, answer, leads);
  const placeOf = new Int32Array(startOf.length).fill(OUTSIDE);
  seatStaying(answer, { places, startOf, placeOf });
  const undealt = seatUnits(answer, { places, leads, startOf, placeOf });
  const led = leads.reduce((sum, lead) => sum + weightOfLead(board, lead), 0);
  const { participants, words } = board;
  const seated = startOf.reduce(
    (sum, start, person) => sum + (start < 0 ? 0 : tenths(participants, { person, start, words })),
    0,
  );
  return { seating: { leads, startOf, placeOf, tenths: led + seated }, undealt };
}

type Places = ReadonlyMap<KeptGroup, number>;

/** Everybody is whole here: the columns are read as they are. */
function readWhole(board: Board, { exact, values }: Answer): { leads: Lead[]; startOf: Int32Array } {
  const startOf = new Int32Array(board.participants.ids.length).fill(-1);
  const leads: Lead[] = [];
  const share = ({ people, columns }: Alike, give: (person: number, start: number) => void) => {
    let next = 0;
    for (const [start, column] of columns) {
      for (let count = Math.round(values[column]!); count > 0; count--) give(people[next++ % people.length]!, start);
    }
  };
  for (const alike of exact.guests) share(alike, (person, start) => (startOf[person] = start));
  for (const alike of exact.leaders) share(alike, (facilitator, start) => leads.push({ facilitator, start }));
  if (!board.led) {
    exact.groups.forEach((column, start) => {
      for (let count = Math.round(values[column]!); count > 0; count--) leads.push({ facilitator: -1, start });
    });
  }
  return { leads, startOf };
}

/** Which of the new groups each earlier one is: the one its facilitator leads, else one whose facilitator is not spoken for. */
function placesOf(board: Board, { exact, starts, values }: Answer, leads: readonly Lead[]): Places {
  const places = new Map<KeptGroup, number>();
  const isFree = (place: number) => ![...places.values()].includes(place);
  for (const { start, kept } of starts) {
    const here = [...leads.keys()].filter((place) => leads[place]!.start === start);
    const meeting = kept.filter(({ meets }) => values[meets]! > 0.5);
    for (const group of meeting) {
      const led = [...group.leads].filter(([, column]) => values[column]! > 0.5);
      const people = led.flatMap(([index]) => exact.leaders[index]!.people);
      const place = here.find((one) => isFree(one) && people.includes(leads[one]!.facilitator));
      if (place !== undefined) places.set(group, place);
    }
    for (const group of meeting.filter((one) => !places.has(one))) {
      const place = here.find((one) => isFree(one) && !board.ruling?.leaders.has(leads[one]!.facilitator));
      if (place !== undefined) places.set(group, place);
    }
  }
  return places;
}

function seatStaying(
  { exact, values }: Answer,
  { places, startOf, placeOf }: { places: Places; startOf: Int32Array; placeOf: Int32Array },
): void {
  for (const [{ from, stays }, place] of places) {
    for (const [index, column] of stays) {
      const there = exact.guests[index]!.people.filter(
        (person) => startOf[person] === from.start && placeOf[person] === OUTSIDE,
      );
      for (const person of there.slice(0, Math.round(values[column]!))) placeOf[person] = place;
    }
  }
}

/** Under rules: units in the earlier groups the solver has them in, and the others dealt into the other groups. */
function seatUnits(
  { exact, starts, values }: Answer,
  {
    places,
    leads,
    startOf,
    placeOf,
  }: { places: Places; leads: readonly Lead[]; startOf: Int32Array; placeOf: Int32Array },
): number[] {
  const { book } = exact;
  if (!book) return [];
  const dealAt: DealAt = (seats, { start, units, singles }) => {
    const at = starts.find((one) => one.start === start);
    const kept = at?.kept.filter((group) => places.has(group)) ?? [];
    const own = (unit: number) => kept.find((group) => values[group.units[unit] ?? -1]! > 0.5);
    for (const unit of units) if (own(unit)) seats.put(unit, places.get(own(unit)!)!);
    const taken = kept.map((group) => places.get(group)!);
    return dealUnits(seats, {
      places: seats.placesAt(start).filter((place) => !taken.includes(place)),
      units: units.filter((unit) => !own(unit)),
      singles: at ? Math.round(values[at.rest.fill]!) : singles,
    });
  };
  const { seats, undealt } = readUnits({ ...exact, book }, { leads, values, dealAt });
  seats.placeOf.forEach((place, unit) => {
    for (const person of book.units[unit]!.people) {
      placeOf[person] = place;
      startOf[person] = seats.startAt(place);
    }
  });
  return undealt;
}
