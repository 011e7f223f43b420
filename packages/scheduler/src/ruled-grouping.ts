import { Assignment, weightOfLead, type Reserved } from "./assignment.ts";
import { type Board, type Lead } from "./board.ts";
import { type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { OUTSIDE, UnitBook, UnitSeats } from "./unit-seats.ts";

/** A pinned group that is missing costs more than any number of good places could win. */
const PIN_LOST = 100_000;

/** The board as those see it whom no rule names: everybody in a unit is free at no start. */
export function withoutUnits(board: Board & { ruling: Ruling }): Board {
  const { participants, words, ruling } = board;
  const [free, well] = [participants.free.slice(), participants.well.slice()];
  ruling.unitOf.forEach((unit, person) => {
    if (unit >= 0) for (const bits of [free, well]) bits.fill(0, person * words, (person + 1) * words);
  });
  return { ...board, participants: { ...participants, free, well } };
}

/**
 * A grouping under rules while it is worked on: units in groups of their own choice, and everybody else assigned to the
 * seats that are left, as well as can be.
 */
export class RuledGrouping {
  readonly book: UnitBook;
  readonly assignment: Assignment;
  seats: UnitSeats;
  #before: { seats: UnitSeats; reserved: Reserved; value: number } | null = null;

  constructor(board: Board & { ruling: Ruling }, from: Seating) {
    this.book = new UnitBook(board);
    const { units } = this.book;
    const placeOf = Int32Array.from(units, ({ people }) => from.placeOf?.[people[0]!] ?? OUTSIDE);
    this.seats = new UnitSeats(this.book, from.leads, placeOf);
    const single = from.startOf.map((start, person) => (board.ruling.unitOf[person]! < 0 ? start : -1));
    this.assignment = new Assignment(
      withoutUnits(board),
      { leads: from.leads, startOf: single, tenths: 0 },
      this.seats.reserved(),
    );
  }

  /** What is striven for: all tenths, what is short and pinned reckoned in. */
  get value(): number {
    const { board } = this.book;
    const { leads } = this.seats;
    const led = leads.reduce((sum, lead) => sum + weightOfLead(board, lead), 0);
    const lost = board.pinnedLeads.filter(
      (pin) => !leads.some(({ facilitator, start }) => facilitator === pin.facilitator && start === pin.start),
    ).length;
    const pinned = this.book.units.reduce(
      (sum, { people }, unit) =>
        sum + Number(this.seats.placeOf[unit] !== OUTSIDE && people.some((person) => board.pinnedAt[person]! >= 0)),
      0,
    );
    return this.assignment.value + led + this.seats.tenths() + PIN_LOST * (pinned - lost);
  }

  get isWhole(): boolean {
    return !this.seats.leads.some(({ start }) => this.assignment.isShort(start));
  }

  /** Goes over to other groups and places, and lets everybody else settle anew. */
  take(next: UnitSeats): void {
    const { assignment } = this;
    this.#before = { seats: this.seats, reserved: this.seats.reserved(), value: assignment.value };
    assignment.mark();
    const changes = this.#changesTo(next);
    for (const [start, count] of changes) for (let i = 0; i < count; i++) assignment.addGroup(start);
    assignment.reserve(next.reserved());
    for (const [start, count] of changes) for (let i = 0; i > count; i--) assignment.removeGroup(start);
    this.seats = next;
    assignment.settle();
  }

  /** Takes the last step back. */
  undo(): void {
    const { assignment } = this;
    const { seats, reserved, value } = this.#before!;
    const changes = this.#changesTo(seats);
    assignment.rewindPeople();
    for (const [start, count] of changes) {
      for (let i = 0; i < Math.abs(count); i++) assignment.rewindGroup(start, count > 0 ? -1 : 1);
    }
    assignment.rewindReserved(reserved);
    assignment.value = value;
    this.seats = seats;
  }

  seating(): Seating {
    const { units } = this.book;
    const { leads, startOf, tenths } = this.assignment.seating(this.seats.leads);
    const placeOf = new Int32Array(startOf.length).fill(OUTSIDE);
    this.seats.placeOf.forEach((place, unit) => {
      for (const person of units[unit]!.people) {
        placeOf[person] = place;
        startOf[person] = this.seats.startAt(place);
      }
    });
    return { leads, startOf, placeOf, tenths: tenths + this.seats.tenths() };
  }

  /** Per start, how many groups more (or fewer) there are in another state. */
  #changesTo(next: UnitSeats): Map<number, number> {
    const changes = new Map<number, number>();
    const count = (leads: readonly Lead[], by: number) => {
      for (const { start } of leads) changes.set(start, (changes.get(start) ?? 0) + by);
    };
    count(next.leads, 1);
    count(this.seats.leads, -1);
    return changes;
  }
}
