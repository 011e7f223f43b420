import { tenths, type Board, type Lead } from "./board.ts";
import { LongestPaths, NONE } from "./longest-paths.ts";
import { ResidualRows } from "./residual-rows.ts";
import { type Seating } from "./seating.ts";

/** A participant short of a group's minimum costs more than any number of good places could win. */
const SHORT = 10_000;
/** Keeping a pin is worth more than any other place. */
const PINNED = 1_000;

/** What is settled before anybody is assigned, by start: seats taken, and how many of the groups' minimum these make up. */
export interface Reserved {
  taken: Int32Array;
  covered: Int32Array;
}

/**
 * Which participant is at which start, for given groups, kept as good as it can be. `settle` finds chains in which one
 * person moves over so that another can take the place, so that a full group can make room: the longest paths from and
 * to a hub that stands for empty seats. What it reaches is the best assignment for these groups.
 */
export class Assignment {
  readonly board: Board;
  readonly startOf: Int32Array;
  readonly groupsAt: Int32Array;
  /** Sum of weights, with what is short and pinned reckoned in. */
  value = 0;
  readonly #rows: ResidualRows;
  readonly #out: number;
  readonly #search: LongestPaths;
  #reserved: Reserved;
  /** People moved since the last mark, and where each was: the way back. */
  #moved: number[] = [];

  constructor(board: Board, { leads, startOf }: Seating, reserved = nothingReserved(board)) {
    const nodes = board.minutes.length + 1;
    this.board = board;
    this.#reserved = reserved;
    this.#out = nodes - 1;
    this.startOf = Int32Array.from(startOf, (start) => (start < 0 ? this.#out : start));
    this.groupsAt = new Int32Array(board.minutes.length);
    this.#rows = new ResidualRows({ board, startOf: this.startOf, worth: (p, s) => this.#worth(p, s) });
    this.#search = new LongestPaths(nodes);
    for (let s = 0; s < this.#out; s++) this.#rows.setOpen(s, this.#capacityOf(s) > 0);
    for (const { start } of leads) this.addGroup(start);
    this.value = this.#reckon();
  }

  /** Opens one group more; its facilitator's weight is the caller's affair. */
  addGroup(start: number): void {
    const before = this.#shortAt(start);
    this.groupsAt[start]!++;
    this.#rows.setOpen(start, true);
    this.value -= SHORT * (this.#shortAt(start) - before);
  }

  /** Closes one; those without a seat now stand outside until `settle` finds them another. */
  removeGroup(start: number): void {
    const before = this.#shortAt(start);
    this.groupsAt[start]!--;
    while (this.#rows.countAt(start) > this.#capacityOf(start)) {
      const person = this.#rows.lastAt(start);
      this.value -= this.#worth(person, start);
      this.#move(person, this.#out);
    }
    this.#rows.setOpen(start, this.#capacityOf(start) > 0);
    this.value -= SHORT * (this.#shortAt(start) - before);
  }

  /** Takes seats away, or gives them back; those without a seat now stand outside. */
  reserve(reserved: Reserved): void {
    const old = this.#reserved;
    for (let s = 0; s < this.#out; s++) {
      if (old.taken[s] === reserved.taken[s] && old.covered[s] === reserved.covered[s]) continue;
      this.value += SHORT * this.#shortAt(s);
      [old.taken[s], old.covered[s]] = [reserved.taken[s]!, reserved.covered[s]!];
      while (this.#rows.countAt(s) > this.#capacityOf(s)) {
        const person = this.#rows.lastAt(s);
        this.value -= this.#worth(person, s);
        this.#move(person, this.#out);
      }
      this.#rows.setOpen(s, this.#capacityOf(s) > 0);
      this.value -= SHORT * this.#shortAt(s);
    }
  }

  /** Makes every chain of moves that wins something: first the plain ones, then those in which people make room. */
  settle(): void {
    this.#moveDirectly();
    for (let rounds = 0; rounds < 20 * this.startOf.length + 100; rounds++) {
      const ends = this.#longestPaths();
      if (ends.length === 0 || !this.#followApart(ends)) return;
    }
  }

  /**
   * Moves one person away from a start, along a chain that costs no quality, to the nearest start that is wanted.
   * Answers how many people moved: 0 where there is no such chain.
   */
  passOn(from: number, isWanted: (to: number) => boolean): number {
    const search = this.#search;
    search.clear();
    if (this.#costOfLosing(from) < 0) return 0;
    search.begin(from, 0);
    let steps = 20 * (this.#out + 1);
    for (let node = search.next(); node >= 0 && steps-- > 0; node = search.next()) {
      if (node === this.#out) continue;
      if (node !== from && search.gain[node]! >= 0 && isWanted(node) && this.#winOfGaining(node) === 0) {
        const path = search.pathTo(node);
        this.#shift(path);
        return path.length - 1;
      }
      this.#rows.relax(node, search);
    }
    return 0;
  }

  /** From here on every change can be taken back. */
  mark(): void {
    this.#moved = [];
  }

  /** Takes back the moves since the mark; the caller takes back the groups. */
  rewindPeople(): void {
    for (let at = this.#moved.length - 2; at >= 0; at -= 2) {
      this.#rows.move(this.#moved[at]!, this.#moved[at + 1]!);
    }
    this.#moved = [];
  }

  /** Takes back a group opened or closed since the mark, without touching people. */
  rewindGroup(start: number, change: 1 | -1): void {
    this.groupsAt[start]! -= change;
    this.#rows.setOpen(start, this.#capacityOf(start) > 0);
  }

  /** Takes back what was reserved since the mark, without touching people. */
  rewindReserved({ taken, covered }: Reserved): void {
    this.#reserved.taken.set(taken);
    this.#reserved.covered.set(covered);
    for (let s = 0; s < this.#out; s++) this.#rows.setOpen(s, this.#capacityOf(s) > 0);
  }

  isShort(start: number): boolean {
    return this.#shortAt(start) > 0;
  }

  countAt(start: number): number {
    return this.#rows.countAt(start);
  }

  isOutside(person: number): boolean {
    return this.startOf[person] === this.#out;
  }

  seating(leads: readonly Lead[]): Seating {
    const { participants, words } = this.board;
    const startOf = this.startOf.map((start) => (start === this.#out ? -1 : start));
    const weigh = (side: typeof participants, person: number, start: number) => tenths(side, { person, start, words });
    const guests = startOf.reduce((sum, start, p) => sum + (start < 0 ? 0 : weigh(participants, p, start)), 0);
    const led = leads.reduce((sum, lead) => sum + weightOfLead(this.board, lead), 0);
    return { leads: leads.map((lead) => ({ ...lead })), startOf, tenths: guests + led };
  }

  #capacityOf(start: number): number {
    return this.groupsAt[start]! * this.board.seats + this.board.room[start]! - this.#reserved.taken[start]!;
  }

  #shortAt(start: number): number {
    return Math.max(0, this.#neededAt(start) - this.#rows.countAt(start));
  }

  #neededAt(start: number): number {
    return this.groupsAt[start]! * this.board.need - this.#reserved.covered[start]!;
  }

  #worth(person: number, start: number): number {
    const { participants, words, pinnedAt } = this.board;
    if (start === this.#out) return 0;
    return tenths(participants, { person, start, words }) + (pinnedAt[person] === start ? PINNED : 0);
  }

  #reckon(): number {
    let value = 0;
    this.startOf.forEach((start, person) => (value += this.#worth(person, start)));
    this.groupsAt.forEach((_, start) => (value -= SHORT * this.#shortAt(start)));
    return value;
  }

  #move(person: number, to: number): void {
    this.#moved.push(person, this.startOf[person]!);
    this.#rows.move(person, to);
  }

  /** Whoever would win by a seat that is free takes it. */
  #moveDirectly(): void {
    const { participants, words } = this.board;
    for (let person = 0; person < this.startOf.length; person++) {
      const from = this.startOf[person]!;
      let [best, goal] = [from === this.#out ? 0 : this.#worth(person, from) - this.#costOfLosing(from), -1];
      if (best >= 10) continue;
      for (let w = 0; w < words; w++) {
        for (let v = participants.free[person * words + w]!; v !== 0; v &= v - 1) {
          const to = (w << 5) + 31 - Math.clz32(v & -v);
          const reached = this.#worth(person, to) + this.#winOfGaining(to);
          if (to !== from && reached > best) [best, goal] = [reached, to];
        }
      }
      if (goal >= 0) this.#shift([goal, from]);
    }
  }

  /** Gains of the best chains from the hub; answers the nodes before they come home with a win, best first. */
  #longestPaths(): number[] {
    const out = this.#out;
    const search = this.#search;
    search.clear();
    search.begin(out, 0);
    for (let s = 0; s < out; s++) if (this.#rows.countAt(s) > 0) search.begin(s, this.#costOfLosing(s));
    for (let steps = 0, node = search.next(); node >= 0; node = search.next()) {
      this.#rows.relax(node, search);
      if (++steps % (out + 1) !== 0) continue;
      const tail = search.findCycle();
      if (tail >= 0) return [tail];
    }
    const total = (s: number) => search.gain[s]! + (s === out ? 0 : this.#winOfGaining(s));
    const ends: number[] = [];
    for (let s = 0; s <= out; s++) if (search.gain[s]! > NONE / 2 && total(s) > 0) ends.push(s);
    return ends.sort((a, b) => total(b) - total(a) || a - b);
  }

  #costOfLosing(start: number): number {
    return this.#rows.countAt(start) > this.#neededAt(start) ? 0 : -SHORT;
  }

  #winOfGaining(start: number): number {
    const count = this.#rows.countAt(start);
    if (count < this.#neededAt(start)) return SHORT;
    return count < this.#capacityOf(start) ? 0 : NONE;
  }

  /** Makes the moves of the paths that end at `ends`, as far as they have no start and nobody in common. */
  #followApart(ends: readonly number[]): boolean {
    const used = new Set<number>();
    let won = false;
    for (const end of ends) {
      const path = this.#search.pathTo(end);
      const people = path.slice(1).map((from, at) => this.#rows.bestMover(from, path[at]!));
      const nodes = path.filter((node) => node !== this.#out);
      if ([...nodes, ...people.map((person) => -1 - person)].some((mark) => used.has(mark))) continue;
      for (const node of nodes) used.add(node);
      for (const person of people) used.add(-1 - person);
      if (this.#shift(path)) won = true;
    }
    return won;
  }

  /** `path` runs from the last node to the first: somebody at each moves on to the one before it in the list. */
  #shift(path: readonly number[]): boolean {
    const before = this.value;
    const people = path.slice(1).map((from, at) => ({ person: this.#rows.bestMover(from, path[at]!), to: path[at]! }));
    const touched = [...new Set(path)].filter((node) => node !== this.#out);
    for (const node of touched) this.value += SHORT * this.#shortAt(node);
    for (const { person, to } of people) {
      this.value += this.#worth(person, to) - this.#worth(person, this.startOf[person]!);
      this.#move(person, to);
    }
    for (const node of touched) this.value -= SHORT * this.#shortAt(node);
    return this.value > before;
  }
}

const nothingReserved = ({ minutes }: Board): Reserved => ({
  taken: new Int32Array(minutes.length),
  covered: new Int32Array(minutes.length),
});

export function weightOfLead({ facilitators, words }: Board, { facilitator, start }: Lead): number {
  return facilitator < 0 ? 0 : tenths(facilitators, { person: facilitator, start, words });
}
