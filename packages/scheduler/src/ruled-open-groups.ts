import { addBit, type Bits } from "./bits.ts";
import { tenths, type Board, type Lead } from "./board.ts";
import { type Random } from "./random.ts";
import { ANYBODY, NOBODY, type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { atStanding, OUTSIDE } from "./unit-seats.ts";

/** Who chooses as one: a unit, or somebody no rule names. */
export interface Party {
  people: readonly number[];
  /** Starts at which all of them are free. */
  free: Bits;
  /** Index of the unit, or -1. */
  unit: number;
  ledBy: number;
}

interface OpenGroup {
  mask: Bits;
  leader: number;
  /** Which standing group this is, or -1. */
  standing: number;
  limit: number;
  size: number;
  parties: number[];
}

/** As `OpenGroups`, for parties: a group is the AND of its members' starts, and whom it may hold the rules say. */
export class RuledOpenGroups {
  /** The units first, by their index, then everybody else. */
  readonly parties: Party[];
  readonly #board: Board & { ruling: Ruling };
  #groups: OpenGroup[] = [];
  readonly #groupOf: (OpenGroup | null)[];
  readonly #left: Int32Array;
  readonly #blocked: Uint32Array;

  constructor(board: Board & { ruling: Ruling }) {
    this.#board = board;
    const { units, unitOf } = board.ruling;
    const single = [...unitOf.keys()].filter((person) => unitOf[person]! < 0);
    this.parties = [
      ...units.map(({ people, ledBy }, unit) => ({ people, free: this.#commonStarts(people), unit, ledBy })),
      ...single.map((person) => ({
        people: [person],
        free: this.#commonStarts([person]),
        unit: -1,
        ledBy: ANYBODY,
      })),
    ];
    this.#groupOf = this.parties.map(() => null);
    this.#left = new Int32Array(board.facilitators.ids.length);
    this.#blocked = new Uint32Array(board.facilitators.ids.length * board.words);
  }

  get count(): number {
    return this.#groups.length;
  }

  isSeated(party: number): boolean {
    return this.#groupOf[party] !== null;
  }

  reset(): void {
    const { capacity, pinnedLeads, seats, ruling, minutes } = this.#board;
    this.#groups = [];
    this.#groupOf.fill(null);
    this.#left.set(capacity);
    this.#blocked.fill(0);
    ruling.standing.forEach(({ start, room }, standing) => {
      const at = minutes.indexOf(start);
      if (at >= 0 && room > 0) this.#addFixed({ start: at, leader: -1, standing, limit: room });
    });
    for (const { facilitator, start } of pinnedLeads) {
      this.#addFixed({ start, leader: facilitator, standing: -1, limit: seats });
      this.#left[facilitator]!--;
      this.#block(facilitator, start);
    }
  }

  /** Seats the party in the first group, from `from` on and round, that may hold it. */
  join(party: number, from: number): boolean {
    const { length } = this.#groups;
    for (let step = 0; step < length; step++) {
      const group = this.#groups[(from + step) % length]!;
      if (!this.#mayHold(group, party)) continue;
      const { free } = this.parties[party]!;
      group.mask = group.mask.map((word, w) => word & free[w]!);
      this.#seat(party, group);
      return true;
    }
    return false;
  }

  /** Opens a group for the party, with a facilitator they may be with. */
  open(party: number, random: Random): boolean {
    const { led, seats, facilitators, words } = this.#board;
    const { free, people, ledBy } = this.parties[party]!;
    if (people.length > seats || ledBy === NOBODY) return false;
    if (!led) {
      this.#begin(party, { mask: free.slice(), leader: -1 });
      return true;
    }
    const count = facilitators.ids.length;
    const first = Math.floor(random() * count);
    for (let step = 0; step < count; step++) {
      const leader = (first + step) % count;
      if (this.#left[leader]! <= 0 || !this.#mayLead(leader, party)) continue;
      this.#commitOthers(leader);
      const mask = free.map(
        (word, w) => word & facilitators.free[leader * words + w]! & ~this.#blocked[leader * words + w]!,
      );
      if (mask.every((word) => word === 0)) continue;
      this.#left[leader]!--;
      this.#begin(party, { mask, leader });
      return true;
    }
    return false;
  }

  /** Dissolves groups below the minimum, and those of facilitators whose company has no place. */
  dropUnfit(): void {
    for (;;) {
      const unfit = this.#groups.filter(
        (group) => group.standing < 0 && (group.size < this.#board.need || !this.#mayStay(group.leader)),
      );
      if (unfit.length === 0) return;
      for (const group of unfit) for (const party of group.parties) this.#groupOf[party] = null;
      this.#groups = this.#groups.filter((group) => !unfit.includes(group));
    }
  }

  /** The quality of the groups in tenths, each at its best start. */
  score(): number {
    return this.#groups.reduce((sum, group) => sum + this.#bestStart(group).tenths, 0);
  }

  seating(): Seating {
    const { participants } = this.#board;
    const startOf = new Int32Array(participants.ids.length).fill(-1);
    const placeOf = new Int32Array(participants.ids.length).fill(OUTSIDE);
    const leads: Lead[] = [];
    for (const group of this.#groups) {
      const { start } = this.#bestStart(group);
      const place =
        group.standing >= 0 ? atStanding(group.standing) : leads.push({ facilitator: group.leader, start }) - 1;
      for (const party of group.parties) {
        for (const person of this.parties[party]!.people) {
          startOf[person] = start;
          if (this.parties[party]!.unit >= 0) placeOf[person] = place;
        }
      }
    }
    return { leads, startOf, placeOf, tenths: this.score() };
  }

  #commonStarts(people: readonly number[]): Bits {
    const { participants, words } = this.#board;
    const free = new Uint32Array(words).fill(0xffffffff);
    for (const person of people) for (let w = 0; w < words; w++) free[w]! &= participants.free[person * words + w]!;
    return free;
  }

  #addFixed({ start, ...group }: Pick<OpenGroup, "leader" | "standing" | "limit"> & { start: number }): void {
    const mask = new Uint32Array(this.#board.words);
    addBit(mask, 0, start);
    this.#groups.push({ ...group, mask, size: 0, parties: [] });
  }

  #begin(party: number, { mask, leader }: { mask: Bits; leader: number }): void {
    const group = { mask, leader, standing: -1, limit: this.#board.seats, size: 0, parties: [] };
    this.#groups.push(group);
    this.#seat(party, group);
  }

  #seat(party: number, group: OpenGroup): void {
    group.size += this.parties[party]!.people.length;
    group.parties.push(party);
    this.#groupOf[party] = group;
  }

  #mayHold(group: OpenGroup, party: number): boolean {
    const { free, people, unit } = this.parties[party]!;
    if (group.size + people.length > group.limit || !group.mask.some((word, w) => (word & free[w]!) !== 0))
      return false;
    if (unit < 0) return true;
    const { apart, apartLeaders, standing, ledBy } = this.#board.ruling.units[unit]!;
    if (group.standing >= 0 ? !standing.has(group.standing) : ledBy !== ANYBODY && ledBy !== group.leader) return false;
    return !apartLeaders.has(group.leader) && !group.parties.some((other) => apart.has(this.parties[other]!.unit));
  }

  /** Whether a facilitator may open a group with this party: with their own company first. */
  #mayLead(leader: number, party: number): boolean {
    const { ruling } = this.#board;
    const { unit, ledBy } = this.parties[party]!;
    if (ledBy !== ANYBODY && ledBy !== leader) return false;
    if (unit >= 0 && ruling.units[unit]!.apartLeaders.has(leader)) return false;
    return ruling.leadsFor[leader] === unit || this.#mayStay(leader);
  }

  #mayStay(leader: number): boolean {
    const company = leader < 0 ? ANYBODY : this.#board.ruling.leadsFor[leader]!;
    return company === ANYBODY || (company !== NOBODY && this.#groupOf[company] !== null);
  }

  #block(facilitator: number, start: number): void {
    const { overlaps, words } = this.#board;
    if (overlaps.length === 0) return;
    for (let w = 0; w < words; w++) this.#blocked[facilitator * words + w]! |= overlaps[start * words + w]!;
  }

  /** Before a facilitator takes a further group, the ones they have are fixed to a start. */
  #commitOthers(leader: number): void {
    for (const group of this.#groups) {
      if (group.leader !== leader) continue;
      const { start } = this.#bestStart(group);
      group.mask = new Uint32Array(this.#board.words);
      addBit(group.mask, 0, start);
      this.#block(leader, start);
    }
  }

  /** The start that suits its people best, the earliest of equals. */
  #bestStart({ mask, leader, parties }: OpenGroup): { start: number; tenths: number } {
    const { words, participants, facilitators, minutes } = this.#board;
    const people = parties.flatMap((party) => this.parties[party]!.people);
    let best = { start: -1, tenths: -1 };
    for (let start = 0; start < minutes.length; start++) {
      if (((mask[start >>> 5]! >>> (start & 31)) & 1) === 0) continue;
      const led = leader < 0 ? 0 : tenths(facilitators, { person: leader, start, words });
      const sum = people.reduce((all, person) => all + tenths(participants, { person, start, words }), led);
      if (sum > best.tenths) best = { start, tenths: sum };
    }
    return best;
  }
}
