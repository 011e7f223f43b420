import { type Board, type Lead } from "./board.ts";
import { type Random } from "./random.ts";
import { type Seating } from "./seating.ts";

const NOBODY = -1;
const STANDING = -2;

/**
 * The groups of one greedy attempt. A group has no start yet, only the set of starts at which all its members are free:
 * the AND of their bits. Its start is chosen when the attempt is scored. Memory is allotted once for all attempts.
 */
export class OpenGroups {
  count = 0;
  readonly #board: Board;
  readonly #standing: number[];
  readonly #masks: Uint32Array;
  /** The first and the last word of each mask that can still hold a start: after few members these are one or two. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #sizes: Int32Array;
  readonly #limits: Int32Array;
  readonly #leaderOf: Int32Array;
  readonly #startAt: Int32Array;
  readonly #groupOf: Int32Array;
  /** Groups each facilitator has still to give, and starts that would overlap those given. */
  readonly #left: Int32Array;
  readonly #blocked: Uint32Array;
  /** Members group by group; group `g` begins at `firstOf[g]`. */
  readonly #members: Int32Array;
  readonly #firstOf: Int32Array;

  constructor(board: Board) {
    const guests = board.participants.ids.length;
    const leaders = board.facilitators.ids.length;
    this.#board = board;
    this.#standing = [...board.room.keys()].filter((s) => board.room[s]! > 0);
    const most = guests + this.#standing.length + board.pinnedLeads.length + 1;
    this.#masks = new Uint32Array(most * board.words);
    this.#from = new Int32Array(most);
    this.#to = new Int32Array(most);
    this.#sizes = new Int32Array(most);
    this.#limits = new Int32Array(most);
    this.#leaderOf = new Int32Array(most);
    this.#startAt = new Int32Array(most);
    this.#groupOf = new Int32Array(guests);
    this.#left = new Int32Array(leaders);
    this.#blocked = new Uint32Array(leaders * board.words);
    this.#members = new Int32Array(guests);
    this.#firstOf = new Int32Array(most + 1);
  }

  reset(): void {
    const { capacity, room, pinnedLeads, seats } = this.#board;
    this.count = 0;
    this.#groupOf.fill(NOBODY);
    this.#left.set(capacity);
    this.#blocked.fill(0);
    for (const start of this.#standing) this.#addFixed(start, STANDING, room[start]!);
    for (const { facilitator, start } of pinnedLeads) {
      this.#addFixed(start, facilitator, seats);
      if (facilitator >= 0) this.#left[facilitator]!--;
      this.#block(facilitator, start);
    }
  }

  /** Seats the person in the first group, from `from` on and round, that has room and a common start. */
  join(person: number, from: number): boolean {
    for (let group = from; group < this.count; group++) if (this.#tryGroup(person, group)) return true;
    for (let group = 0; group < from; group++) if (this.#tryGroup(person, group)) return true;
    return false;
  }

  /** Opens a group for the person, with a facilitator who has one to give and a common start where groups are led. */
  open(person: number, random: Random): boolean {
    const { led, words, participants, facilitators } = this.#board;
    if (!led) {
      const from = person * words;
      this.#masks.set(participants.free.subarray(from, from + words), this.count * words);
      return this.#settleIn(person, NOBODY);
    }
    const leaders = facilitators.ids.length;
    const first = Math.floor(random() * leaders);
    for (let step = 0; step < leaders; step++) {
      const leader = first + step < leaders ? first + step : first + step - leaders;
      if (this.#left[leader]! <= 0 || !this.#shareStart(person, leader)) continue;
      this.#commitOthers(leader);
      if (this.#shareStart(person, leader)) return this.#settleIn(person, leader);
    }
    return false;
  }

  /** Dissolves groups below the minimum. */
  dropSmall(): void {
    for (let group = 0; group < this.count; group++) {
      if (this.#leaderOf[group] === STANDING || this.#sizes[group]! >= this.#board.need) continue;
      this.#limits[group] = 0;
      this.#sizes[group] = 0;
    }
    for (let p = 0; p < this.#groupOf.length; p++) {
      const group = this.#groupOf[p]!;
      if (group >= 0 && this.#limits[group] === 0) this.#groupOf[p] = NOBODY;
    }
  }

  /** Seats somebody whose group was dissolved in another, if one has room. */
  fillUp(person: number): void {
    if (this.#groupOf[person]! < 0) this.join(person, 0);
  }

  /** Chooses every group's start and answers the quality in tenths. */
  score(): number {
    this.#listMembers();
    let tenths = 0;
    for (let group = 0; group < this.count; group++) if (this.#limits[group]! > 0) tenths += this.#chooseStart(group);
    return tenths;
  }

  seating(): Seating {
    const leads: Lead[] = [];
    const tenths = this.score();
    for (let group = 0; group < this.count; group++) {
      if (this.#limits[group] === 0 || this.#leaderOf[group] === STANDING) continue;
      leads.push({ facilitator: this.#leaderOf[group]!, start: this.#startAt[group]! });
    }
    return { leads, startOf: this.#groupOf.map((group) => (group < 0 ? -1 : this.#startAt[group]!)), tenths };
  }

  #addFixed(start: number, leader: number, limit: number): void {
    this.#fixMask(this.count, start);
    this.#sizes[this.count] = 0;
    this.#limits[this.count] = limit;
    this.#leaderOf[this.count++] = leader;
  }

  #fixMask(group: number, start: number): void {
    const { words } = this.#board;
    this.#masks.fill(0, group * words, (group + 1) * words);
    this.#masks[group * words + (start >>> 5)] = 1 << (start & 31);
    this.#from[group] = start >>> 5;
    this.#to[group] = start >>> 5;
  }

  /** A facilitator of several groups: what overlaps a start they are bound to is closed to them (Q6). */
  #block(facilitator: number, start: number): void {
    const { overlaps, words } = this.#board;
    if (overlaps.length === 0 || facilitator < 0) return;
    for (let w = 0; w < words; w++) this.#blocked[facilitator * words + w]! |= overlaps[start * words + w]!;
  }

  #tryGroup(person: number, group: number): boolean {
    if (this.#sizes[group]! >= this.#limits[group]!) return false;
    const { words, participants } = this.#board;
    const { free } = participants;
    const masks = this.#masks;
    const at = group * words;
    const from = person * words;
    const last = this.#to[group]!;
    for (let w = this.#from[group]!; w <= last; w++) {
      if ((masks[at + w]! & free[from + w]!) === 0) continue;
      for (let v = w; v <= last; v++) masks[at + v]! &= free[from + v]!;
      this.#from[group] = w;
      this.#trimEnd(group);
      this.#sizes[group]!++;
      this.#groupOf[person] = group;
      return true;
    }
    return false;
  }

  #trimEnd(group: number): void {
    const at = group * this.#board.words;
    let last = this.#to[group]!;
    while (this.#masks[at + last] === 0) last--;
    this.#to[group] = last;
  }

  #shareStart(person: number, leader: number): boolean {
    const { words, participants, facilitators } = this.#board;
    let any = 0;
    for (let w = 0; w < words; w++) {
      const lead = facilitators.free[leader * words + w]! & ~this.#blocked[leader * words + w]!;
      const common = lead & participants.free[person * words + w]!;
      this.#masks[this.count * words + w] = common;
      any |= common;
    }
    return any !== 0;
  }

  #settleIn(person: number, leader: number): boolean {
    const at = this.count * this.#board.words;
    let first = 0;
    while (this.#masks[at + first] === 0) first++;
    this.#from[this.count] = first;
    this.#to[this.count] = this.#board.words - 1;
    this.#trimEnd(this.count);
    this.#sizes[this.count] = 1;
    this.#limits[this.count] = this.#board.seats;
    this.#leaderOf[this.count] = leader;
    if (leader >= 0) this.#left[leader]!--;
    this.#groupOf[person] = this.count++;
    return true;
  }

  /** Before a facilitator takes a further group, the ones they have are fixed to a start. */
  #commitOthers(leader: number): void {
    if (this.#left[leader] === this.#board.capacity[leader]) return;
    for (let group = 0; group < this.count; group++) {
      if (this.#leaderOf[group] !== leader) continue;
      const start = this.#firstStart(group);
      this.#fixMask(group, start);
      this.#block(leader, start);
    }
  }

  #firstStart(group: number): number {
    const { words } = this.#board;
    for (let w = this.#from[group]!; w <= this.#to[group]!; w++) {
      const v = this.#masks[group * words + w]!;
      if (v !== 0) return (w << 5) + 31 - Math.clz32(v & -v);
    }
    return NOBODY;
  }

  #listMembers(): void {
    const firstOf = this.#firstOf;
    firstOf.fill(0, 0, this.count + 1);
    for (let group = 0; group < this.count; group++) firstOf[group + 1] = firstOf[group]! + this.#sizes[group]!;
    for (let p = this.#groupOf.length - 1; p >= 0; p--) {
      const group = this.#groupOf[p]!;
      if (group >= 0) this.#members[--firstOf[group + 1]!] = p;
    }
    for (let group = 0; group < this.count; group++) firstOf[group] = firstOf[group + 1]!;
  }

  /** The start that suits most members fully, the earliest of equals. */
  #chooseStart(group: number): number {
    const { words } = this.#board;
    const people = this.#sizes[group]! + Number(this.#leaderOf[group]! >= 0);
    let best = -1;
    for (let w = this.#from[group]!; w <= this.#to[group]!; w++) {
      for (let v = this.#masks[group * words + w]!; v !== 0; v &= v - 1) {
        const start = (w << 5) + 31 - Math.clz32(v & -v);
        const suited = this.#countSuited(group, start);
        if (suited <= best) continue;
        best = suited;
        this.#startAt[group] = start;
        if (suited === people) return 10 * people;
      }
    }
    return 9 * people + best;
  }

  #countSuited(group: number, start: number): number {
    const { words, participants, facilitators } = this.#board;
    const word = start >>> 5;
    const bit = start & 31;
    const leader = this.#leaderOf[group]!;
    let suited = leader >= 0 ? (facilitators.well[leader * words + word]! >>> bit) & 1 : 0;
    const from = this.#firstOf[group]!;
    for (let at = from; at < from + this.#sizes[group]!; at++) {
      suited += (participants.well[this.#members[at]! * words + word]! >>> bit) & 1;
    }
    return suited;
  }
}
