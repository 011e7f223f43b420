import { modulo } from "@muster/domain/week";
import { formatStretch } from "@muster/domain/meeting-slot";
import { allowedStarts } from "./allowed-starts.ts";
import { addBit, countBits, hasBit, wordsFor, type Bits } from "./bits.ts";
import { unbusyStarts } from "./unbusy-starts.ts";
import { personStarts, weeksOf } from "./person-starts.ts";
import { type Candidate, type Problem } from "./problem.ts";
import { everyStartAsWritten, termOf, type ClockCase, type Term } from "./real-dates.ts";
import { rulingOf, type Ruling } from "./ruling.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { meetingsOverlap, timeGrid } from "./time-grid.ts";

/** People of one kind, in order of id, with the starts at which each is free and those fully *available*. */
export interface Side {
  ids: string[];
  people: Candidate[];
  free: Bits;
  well: Bits;
  /** How many starts each is free at that the organiser does not allow. */
  barred: Int32Array;
  /** How many more they are free at but for a meeting they already have elsewhere. */
  busy: Int32Array;
}

/** One group: who leads it (-1 where nobody has to) and when. */
export interface Lead {
  facilitator: number;
  start: number;
}

/** The problem as the search sees it: starts by index, people by index, everything else in bits. */
export interface Board {
  length: number;
  /** Minute of the week of each start. */
  minutes: Int32Array;
  words: number;
  participants: Side;
  /** Those who may lead; empty in a problem of peers. */
  facilitators: Side;
  /** Groups each facilitator may still take on. */
  capacity: Int32Array;
  /** Every group needs exactly one facilitator. */
  led: boolean;
  /** Participants a group has room for, and needs: one at least, since nobody leads a group of nobody. */
  seats: number;
  need: number;
  /** Free seats in groups that already stand, by start. */
  room: Int32Array;
  /** Start each participant is pinned to, or -1. */
  pinnedAt: Int32Array;
  /** Groups that pins demand of facilitators. */
  pinnedLeads: Lead[];
  /** Starts that must keep their index: pinned, standing, or held earlier. */
  kept: Bits;
  /** Starts whose meeting would overlap one at start `s`: set `s` of many. Empty where nobody leads twice. */
  overlaps: Bits;
  /** What the rules about people come to; null where there are none. */
  ruling: Ruling | null;
}

/** The real dates of a problem on its grid of starts, where it has any. */
export function termFor(problem: Problem): Term | null {
  return problem.dates ? termOf(problem.dates, timeGrid(problem.stepMinutes), problem.meetingLengthMinutes) : null;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : Number(a.id > b.id));

/** With any facilitator who gave a week, every group has exactly one, even if nobody is left who may lead (C29). */
export const needsFacilitators = (problem: Pick<Problem, "people">): boolean =>
  problem.people.some(
    ({ role, available, ifNeeded }) => role === "facilitator" && available.length + ifNeeded.length > 0,
  );

export const capacityOf = ({ maxGroups = 1, alreadyLeads = 0 }: Candidate): number =>
  Math.max(0, maxGroups - alreadyLeads);

/** Reads a problem into bits. People are sorted by id, so that their order never changes the answer (WK-7). */
export function boardOf(problem: Problem, term: Term | null = termFor(problem)): Board {
  const grid = timeGrid(problem.stepMinutes);
  const people = problem.people.toSorted(byId);
  const led = needsFacilitators(problem);
  const length = problem.meetingLengthMinutes;
  const written = [everyStartAsWritten(grid, length)];
  const zone = problem.dates?.timeZone ?? "UTC";
  const casesOf = (person: Candidate): ClockCase[] => term?.casesFor(person.timeZone ?? zone) ?? written;
  const leaders = people.filter((person) => person.role === "facilitator" && person.certified !== false && led);
  const sideOf = (side: Candidate[]): Side => readSide(side, { problem, casesOf });
  const minutes = Int32Array.from({ length: grid.starts }, (_, s) => s * grid.step);
  const capacity = Int32Array.from(leaders, capacityOf);
  const board: Board = {
    length,
    minutes,
    words: grid.words,
    participants: sideOf(people.filter(({ role }) => role === "participant")),
    facilitators: sideOf(leaders),
    capacity,
    led,
    seats: problem.maxPeople - Number(led),
    need: Math.max(1, problem.minPeople - Number(led)),
    room: new Int32Array(grid.starts),
    pinnedAt: new Int32Array(people.filter(({ role }) => role === "participant").length).fill(-1),
    pinnedLeads: [],
    kept: new Uint32Array(grid.words),
    overlaps: capacity.some((groups) => groups > 1) ? overlapsOf(minutes, { length, term }) : new Uint32Array(0),
    ruling: null,
  };
  placeFixtures(board, problem);
  holdPinned(board);
  board.ruling = rulingOf(board, problem);
  return board;
}

function readSide(
  people: Candidate[],
  { problem, casesOf }: { problem: Problem; casesOf: (person: Candidate) => ClockCase[] },
): Side {
  const grid = timeGrid(problem.stepMinutes);
  const side: Side = {
    ids: people.map(({ id }) => id),
    people,
    free: new Uint32Array(people.length * grid.words),
    well: new Uint32Array(people.length * grid.words),
    barred: new Int32Array(people.length),
    busy: new Int32Array(people.length),
  };
  const allowedIn = allowedStarts(problem);
  people.forEach((person, index) => {
    const { free, well } = personStarts(weeksOf(person, problem), casesOf(person), grid);
    const lostOutside = (starts: Bits | null): number => {
      const all = countBits(free, 0, grid.words);
      for (const bits of starts ? [free, well] : []) for (let w = 0; w < grid.words; w++) bits[w]! &= starts![w]!;
      return all - countBits(free, 0, grid.words);
    };
    side.barred[index] = lostOutside(allowedIn(casesOf(person)));
    side.busy[index] = lostOutside(unbusyStarts(person, problem));
    side.free.set(free, index * grid.words);
    side.well.set(well, index * grid.words);
  });
  return side;
}

/** Round the ring of the week; with real dates by their instants alone, since a Monday may come six days before the Sunday. */
function overlapsOf(minutes: Int32Array, { length, term }: { length: number; term: Term | null }): Bits {
  const words = wordsFor(minutes.length);
  const bits = new Uint32Array(minutes.length * words);
  const instants = (s: number) => Array.from({ length: term?.meetings ?? 0 }, (_, n) => term!.instantOf(s, n));
  const all = Array.from(minutes, (_, s) => new Set(instants(s).map((at) => at / 60_000)));
  const touch = (one: number, other: number) =>
    term === null
      ? meetingsOverlap(minutes[one]!, minutes[other]!, length)
      : nearOnTheWall(minutes[one]!, minutes[other]!, length) && shareAMinute(all[one]!, all[other]!, length);
  const reach = Math.min(minutes.length - 1, Math.ceil((length + (term ? MOST_SHIFT : 0)) / minutes[1]!));
  for (let s = 0; s < minutes.length; s++) {
    for (let after = 0; after <= reach; after++) {
      const t = (s + after) % minutes.length;
      if (!touch(s, t)) continue;
      addBit(bits, s * words, t);
      addBit(bits, t * words, s);
    }
  }
  return bits;
}

/** A clock change moves a wall time by at most three hours against another. */
const MOST_SHIFT = 180;
const nearOnTheWall = (one: number, other: number, length: number) => meetingsOverlap(one, other, length + MOST_SHIFT);

function shareAMinute(one: Set<number>, other: Set<number>, length: number): boolean {
  for (const at of one) for (const with_ of other) if (Math.abs(at - with_) < length) return true;
  return false;
}

function placeFixtures(board: Board, problem: Problem): void {
  const { stepMinutes: step } = problem;
  const isStart = (minute: number) => modulo(minute) % step === 0;
  const keep = (minute: number): number => {
    addBit(board.kept, 0, modulo(minute) / step);
    return modulo(minute) / step;
  };
  const keepFixed = (minute: number, what: string): number => {
    if (isStart(minute)) return keep(minute);
    throw new SchedulingError(`${what} ${stretchAt(board, minute)}, but meetings start every ${step} minutes`);
  };
  for (const { start, room } of problem.standing) board.room[keepFixed(start, "A group stands that meets on")]! += room;
  for (const { start } of problem.earlier) if (isStart(start)) keep(start);
  const names = new Map(problem.people.map((person) => [person.id, nameOf(person)]));
  for (const { personId, start } of problem.pins) {
    const name = names.get(personId) ?? personId;
    pin(board, { personId, name, start: keepFixed(start, `${name} is pinned to`) });
  }
}

function pin(board: Board, { personId, name, start }: { personId: string; name: string; start: number }): void {
  const { participants, facilitators, words, pinnedAt, pinnedLeads, minutes } = board;
  const side = [participants, facilitators].find(({ ids }) => ids.includes(personId));
  if (!side) throw new SchedulingError(`${name} is pinned but is not among the people who can be placed`);
  const index = side.ids.indexOf(personId);
  if (!hasBit(side.free, index * words, start)) {
    throw new SchedulingError(
      `${name} is pinned to ${stretchAt(board, minutes[start]!)} and is not free then. Take the pin out, or keep the whole group.`,
    );
  }
  if (side === facilitators) {
    const led = pinnedLeads.filter(({ facilitator }) => facilitator === index);
    if (led.some((lead) => overlap(board, lead.start, start)) || led.length >= board.capacity[index]!) {
      throw new SchedulingError(`${name} is pinned to more groups than they can lead`);
    }
    pinnedLeads.push({ facilitator: index, start });
  } else if (pinnedAt[index]! >= 0 && pinnedAt[index] !== start) {
    const [one, other] = [pinnedAt[index]!, start].map((at) => stretchAt(board, minutes[at]!));
    throw new SchedulingError(`${name} is pinned to ${one} and to ${other}, and can be in one group only`);
  } else pinnedAt[index] = start;
}

const nameOf = ({ name, id }: Candidate): string => name || id;
const stretchAt = ({ length }: Board, minute: number): string => formatStretch(minute, minute + length);

/** Somebody pinned has no other start left. */
function holdPinned({ participants, pinnedAt, words }: Board): void {
  pinnedAt.forEach((start, person) => {
    if (start < 0) return;
    const suits = hasBit(participants.well, person * words, start);
    for (const bits of [participants.free, participants.well]) bits.fill(0, person * words, (person + 1) * words);
    addBit(participants.free, person * words, start);
    if (suits) addBit(participants.well, person * words, start);
  });
}

export const tenths = (
  side: Side,
  { person, start, words }: { person: number; start: number; words: number },
): number => (hasBit(side.well, person * words, start) ? 10 : hasBit(side.free, person * words, start) ? 9 : 0);

/** Whether meetings at two starts would overlap: nobody leads both. */
export const overlap = ({ overlaps, words }: Board, one: number, other: number): boolean =>
  overlaps.length > 0 && hasBit(overlaps, one * words, other);
