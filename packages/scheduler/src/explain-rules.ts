import { keptFrom, keptWith } from "@muster/domain/grouping-rule";
import { type Board } from "./board.ts";
import { hasBit, listBits } from "./bits.ts";
import { type Outcome, type Reason } from "./explain.ts";
import { ANYBODY, NOBODY, type Ruling } from "./ruling.ts";
import { UnitBook } from "./unit-seats.ts";

/** A place somebody could take if there were no rules: who is in that group. */
interface Place {
  everybody: readonly string[];
}

/** Beyond this many steps the most people who may meet are counted too high rather than for ever. */
const MOST_STEPS = 2_000;

/**
 * Reasons that only rules give. Each is said of what came out: a seat is free if a group somebody is free for has room.
 *
 * | company | seats free for them alone | of these beside nobody they are kept from | a start common to the company | reason |
 * |---|---|---|---|---|
 * | others | some | some | | kept_together |
 * | any | some | none | | kept_apart |
 * | others | none | | no | kept_together |
 * | any | none | | yes, but with those they are kept from too few are left | kept_apart |
 *
 * In all other rows, and where not even without rules there was a group to be in, the plain reason stands.
 */
export class RuleReasons {
  readonly #outcome: Outcome & { full: Board & { ruling: Ruling } };
  readonly #book: UnitBook;
  readonly #unitAt: Int32Array;
  #crowd: Int32Array | null = null;

  constructor(outcome: Outcome & { full: Board & { ruling: Ruling } }) {
    this.#outcome = outcome;
    this.#book = new UnitBook(outcome.full);
    this.#unitAt = outcome.full.ruling.unitOf;
  }

  /** Whether any rule is about them. */
  isNamed(guest: number): boolean {
    return this.#unitAt[guest]! >= 0;
  }

  /** The most participants who may be in one group at each start. */
  get crowd(): Int32Array {
    this.#crowd ??= Int32Array.from(this.#outcome.full.minutes, (_, start) => this.#mostAt(start, -1));
    return this.#crowd;
  }

  whyWithout(guest: number, plain: Reason): Reason | null {
    if (!this.isNamed(guest) || (plain.reason !== "outcompeted" && plain.reason !== "facilitator_capacity"))
      return null;
    const { problem, full } = this.#outcome;
    const id = full.participants.ids[guest]!;
    const shunned = keptFrom(problem.rules, id);
    const company = this.#companyOf(id);
    const places = this.#placesFor(guest);
    const open = places.filter(({ everybody }) => !everybody.some((other) => shunned.has(other)));
    const commonStarts = this.#commonStarts(this.#unitAt[guest]!);
    const together: Reason = { reason: "kept_together", details: { keptWith: company.length, commonStarts } };
    if (open.length > 0) return company.length > 0 ? together : null;
    if (places.length > 0) return { reason: "kept_apart", details: { placesBeside: places.length } };
    if (commonStarts === 0 && company.length > 0) return together;
    return this.#tooFewBeside(guest);
  }

  /** A facilitator whose company has no place leads no group. */
  whyNotLeading(id: string, plain: Reason): Reason | null {
    const { full } = this.#outcome;
    const leader = full.facilitators.ids.indexOf(id);
    const company = leader < 0 ? ANYBODY : full.ruling.leadsFor[leader]!;
    if (plain.reason !== "not_needed" || company === ANYBODY) return null;
    const commonStarts = company === NOBODY ? 0 : this.#commonStarts(company);
    return { reason: "kept_together", details: { keptWith: this.#companyOf(id).length, commonStarts } };
  }

  #companyOf(id: string): string[] {
    const { problem } = this.#outcome;
    const known = new Set([
      ...problem.people.map((person) => person.id),
      ...problem.standing.flatMap(({ memberIds }) => memberIds),
    ]);
    const rules = problem.rules.map((rule) => ({ ...rule, personIds: rule.personIds.filter((one) => known.has(one)) }));
    return [...keptWith(rules, id)].filter((other) => other !== id);
  }

  /** Groups with a seat left at a start they are free at. */
  #placesFor(guest: number): Place[] {
    const { problem, full, groups, joinings } = this.#outcome;
    const { participants, words } = full;
    const isFree = (minute: number) => {
      const start = full.minutes.indexOf(minute);
      return start >= 0 && hasBit(participants.free, guest * words, start);
    };
    const joined = (group: string) =>
      joinings.filter(({ groupId }) => groupId === group).flatMap(({ memberIds }) => memberIds);
    return [
      ...groups
        .filter(({ start, memberIds }) => isFree(start) && memberIds.length < problem.maxPeople)
        .map(({ memberIds }) => ({ everybody: memberIds })),
      ...problem.standing
        .filter(({ id, start, room }) => isFree(start) && joined(id).length < room)
        .map(({ id, memberIds }) => ({ everybody: [...memberIds, ...joined(id)] })),
    ];
  }

  /** Starts at which a whole unit is free, with somebody who may lead it, or a group that stands. */
  #commonStarts(unit: number): number {
    const { full } = this.#outcome;
    const { standing } = this.#book.units[unit]!;
    const joinable = new Set([...standing].map((group) => this.#book.standing[group]!.start));
    return this.#book
      .startsOf(unit)
      .filter(
        (start) =>
          joinable.has(start) ||
          this.#leadersAt(unit, start).length > 0 ||
          (!full.led && this.#book.mayBeLed(unit, -1)),
      ).length;
  }

  #leadersAt(unit: number, start: number): number[] {
    const { facilitators, words } = this.#outcome.full;
    return [...facilitators.ids.keys()].filter(
      (f) => hasBit(facilitators.free, f * words, start) && this.#book.mayBeLed(unit, f),
    );
  }

  /** Nowhere are enough people left for a group once those they are kept from are not counted. */
  #tooFewBeside(guest: number): Reason | null {
    const { full } = this.#outcome;
    const { participants, words, led, need } = full;
    const unit = this.#unitAt[guest]!;
    const { apart, apartLeaders } = this.#book.units[unit]!;
    if (apart.size + apartLeaders.size === 0) return null;
    const starts = listBits(participants.free, guest * words, words);
    const enough = starts.some(
      (start) => (!led || this.#leadersAt(unit, start).length > 0) && this.#mostAt(start, unit) >= need,
    );
    return enough ? null : { reason: "kept_apart", details: { placesBeside: starts.length } };
  }

  /** The most participants of one group at a start, with this unit in it; 0 where it cannot be there. */
  #mostAt(start: number, unit: number): number {
    const { full } = this.#outcome;
    const { participants, words } = full;
    const single = [...this.#unitAt.keys()].filter(
      (person) => this.#unitAt[person]! < 0 && hasBit(participants.free, person * words, start),
    ).length;
    if (unit >= 0 && this.#book.worthAt(unit, start) === 0) return 0;
    const among = [...this.#book.units.keys()].filter(
      (other) =>
        other !== unit &&
        this.#book.worthAt(other, start) > 0 &&
        this.#book.units[other]!.ledBy !== NOBODY &&
        !(unit >= 0 && this.#book.units[unit]!.apart.has(other)),
    );
    return single + (unit >= 0 ? this.#book.sizeOf(unit) : 0) + this.#mostOf(among, { steps: MOST_STEPS });
  }

  /** The most people of units no two of which are kept apart. */
  #mostOf(units: readonly number[], budget: { steps: number }): number {
    const [first, ...rest] = units;
    if (first === undefined) return 0;
    const size = this.#book.sizeOf(first);
    const beside = rest.filter((other) => !this.#book.units[first]!.apart.has(other));
    if (budget.steps-- <= 0) return units.reduce((sum, unit) => sum + this.#book.sizeOf(unit), 0);
    const withFirst = size + this.#mostOf(beside, budget);
    return beside.length === rest.length ? withFirst : Math.max(withFirst, this.#mostOf(rest, budget));
  }
}
