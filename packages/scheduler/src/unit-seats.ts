import { tenths, type Board, type Lead } from "./board.ts";
import { type Random } from "./random.ts";
import { ANYBODY, NOBODY, type Ruling, type Unit } from "./ruling.ts";

/** Where a unit is: the index of a group, OUTSIDE, or a standing group as `atStanding` writes it. */
export const OUTSIDE = -1;
export const atStanding = (group: number): number => -2 - group;

/** What never changes while units are seated on a board: what each is worth at each start, and where standing groups meet. */
export class UnitBook {
  readonly board: Board & { ruling: Ruling };
  readonly units: readonly Unit[];
  readonly leadsFor: Int32Array;
  readonly standing: readonly { start: number; room: number }[];
  /** Tenths of unit `u` at start `s`, 0 where somebody is not free: `worth[u * starts + s]`. */
  readonly worth: Int32Array;
  readonly starts: number;

  constructor(board: Board & { ruling: Ruling }) {
    const { ruling, participants, words, minutes } = board;
    this.board = board;
    this.units = ruling.units;
    this.leadsFor = ruling.leadsFor;
    this.starts = minutes.length;
    const startAt = new Map([...minutes].map((minute, start) => [minute, start]));
    this.standing = ruling.standing.map(({ start, room }) => ({ start: startAt.get(start) ?? -1, room }));
    this.worth = new Int32Array(this.units.length * this.starts);
    this.units.forEach(({ people }, unit) => {
      for (let start = 0; start < this.starts; start++) {
        const each = people.map((person) => tenths(participants, { person, start, words }));
        this.worth[unit * this.starts + start] = each.includes(0) ? 0 : each.reduce((sum, one) => sum + one, 0);
      }
    });
  }

  worthAt(unit: number, start: number): number {
    return start < 0 ? 0 : this.worth[unit * this.starts + start]!;
  }

  sizeOf(unit: number): number {
    return this.units[unit]!.people.length;
  }

  startsOf(unit: number): number[] {
    return Array.from({ length: this.starts }, (_, start) => start).filter((start) => this.worthAt(unit, start) > 0);
  }

  /** Whether a facilitator (or -1) may lead a group that this unit is in. */
  mayBeLed(unit: number, facilitator: number): boolean {
    const { ledBy, apartLeaders } = this.units[unit]!;
    return ledBy !== NOBODY && (ledBy === ANYBODY || ledBy === facilitator) && !apartLeaders.has(facilitator);
  }
}

/** Groups, and which units sit in which of them: the part of a grouping that rules are about. */
export class UnitSeats {
  readonly book: UnitBook;
  leads: Lead[];
  readonly placeOf: Int32Array;
  /** Units in each group, and in each standing one. */
  #inGroup: number[][];
  #inStanding: number[][];

  constructor(book: UnitBook, leads: readonly Lead[], placeOf?: Int32Array) {
    this.book = book;
    this.leads = leads.map((lead) => ({ ...lead }));
    this.placeOf = placeOf?.slice() ?? new Int32Array(book.units.length).fill(OUTSIDE);
    this.#inGroup = this.leads.map(() => []);
    this.#inStanding = book.standing.map(() => []);
    this.placeOf.forEach((place, unit) => place !== OUTSIDE && this.membersAt(place).push(unit));
  }

  copy(): UnitSeats {
    return new UnitSeats(this.book, this.leads, this.placeOf);
  }

  membersAt(place: number): number[] {
    return place >= 0 ? this.#inGroup[place]! : this.#inStanding[-2 - place]!;
  }

  startAt(place: number): number {
    if (place === OUTSIDE) return -1;
    return place >= 0 ? this.leads[place]!.start : this.book.standing[-2 - place]!.start;
  }

  loadAt(place: number): number {
    return this.membersAt(place).reduce((sum, unit) => sum + this.book.sizeOf(unit), 0);
  }

  /** The groups that meet at a start, as places. */
  placesAt(start: number): number[] {
    return [...this.leads.keys()].filter((place) => this.leads[place]!.start === start);
  }

  /** Every group and standing group, as places. */
  places(): number[] {
    return [...this.leads.keys(), ...this.book.standing.map((_, group) => atStanding(group))];
  }

  /** Whether the unit could be in a group at all: free then, and neither its facilitator nor its seats speak against it. */
  suits(unit: number, place: number): boolean {
    const { book } = this;
    if (book.worthAt(unit, this.startAt(place)) === 0) return false;
    if (place < 0)
      return book.units[unit]!.standing.has(-2 - place) && book.sizeOf(unit) <= book.standing[-2 - place]!.room;
    return book.sizeOf(unit) <= book.board.seats && book.mayBeLed(unit, this.leads[place]!.facilitator);
  }

  /** Whether it can be there with those who are. */
  fits(unit: number, place: number): boolean {
    if (!this.suits(unit, place)) return false;
    const room = place < 0 ? this.book.standing[-2 - place]!.room : this.book.board.seats;
    const { apart } = this.book.units[unit]!;
    return (
      this.loadAt(place) + this.book.sizeOf(unit) <= room && !this.membersAt(place).some((other) => apart.has(other))
    );
  }

  put(unit: number, place: number): void {
    const from = this.placeOf[unit]!;
    if (from !== OUTSIDE) {
      const left = this.membersAt(from);
      left.splice(left.indexOf(unit), 1);
    }
    this.placeOf[unit] = place;
    if (place !== OUTSIDE) this.membersAt(place).push(unit);
  }

  open(lead: Lead): number {
    this.#inGroup.push([]);
    return this.leads.push({ ...lead }) - 1;
  }

  close(closed: readonly number[]): void {
    if (closed.length === 0) return;
    const stay = [...this.leads.keys()].filter((index) => !closed.includes(index));
    const now = new Int32Array(this.leads.length).fill(OUTSIDE);
    stay.forEach((index, at) => (now[index] = at));
    this.placeOf.forEach((place, unit) => place >= 0 && (this.placeOf[unit] = now[place]!));
    this.leads = stay.map((index) => this.leads[index]!);
    this.#inGroup = stay.map((index) => this.#inGroup[index]!);
  }

  /**
   * Seats units that stand outside where they are worth most: those bound to a facilitator first, then the largest. Each
   * with a chance only, since the seats may be worth more to others.
   */
  seatOutside(random: Random, chance: number): void {
    const { book } = this;
    const order = [...this.placeOf.keys()]
      .filter((unit) => this.placeOf[unit] === OUTSIDE && random() < chance)
      .map((unit) => ({
        unit,
        key: 100 * Number(book.units[unit]!.ledBy >= 0) + book.sizeOf(unit) + random(),
      }))
      .toSorted((a, b) => b.key - a.key);
    for (const { unit } of order) {
      let [best, most] = [OUTSIDE, 0];
      for (const place of this.places()) {
        const worth = book.worthAt(unit, this.startAt(place)) + random();
        if (worth > most && this.fits(unit, place)) [best, most] = [place, worth];
      }
      if (best !== OUTSIDE) this.put(unit, best);
    }
  }

  /** Closes the groups of facilitators who may not lead without a company that has no place, until none is left. */
  closeUnkept(): void {
    for (;;) {
      const closed = [...this.leads.keys()].filter((index) => !this.#mayStay(this.leads[index]!.facilitator));
      if (closed.length === 0) return;
      this.close(closed);
    }
  }

  #mayStay(facilitator: number): boolean {
    const company = facilitator < 0 ? ANYBODY : this.book.leadsFor[facilitator]!;
    return company === ANYBODY || (company !== NOBODY && this.placeOf[company] !== OUTSIDE);
  }

  tenths(): number {
    return this.placeOf.reduce((sum, place, unit) => sum + this.book.worthAt(unit, this.startAt(place)), 0);
  }

  /** Per start: seats the units take, and how many of a group's minimum they make up. */
  reserved(): { taken: Int32Array; covered: Int32Array } {
    const { starts, board } = this.book;
    const [taken, covered] = [new Int32Array(starts), new Int32Array(starts)];
    for (const place of this.places()) {
      const start = this.startAt(place);
      if (start < 0) continue;
      const load = this.loadAt(place);
      taken[start]! += load;
      if (place >= 0) covered[start]! += Math.min(load, board.need);
    }
    return { taken, covered };
  }
}
