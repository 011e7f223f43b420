import { Assignment, weightOfLead } from "./assignment.ts";
import { tenths, type Board, type Lead } from "./board.ts";
import { hasBit, listBits } from "./bits.ts";
import { randomFrom, type Random } from "./random.ts";
import { placedIn, type Seating } from "./seating.ts";

/** What a search asks of the world now and then. */
export interface Watch {
  /** True ends the search; it keeps the best it has. */
  shouldStop: () => boolean;
  /** A better grouping than any before. */
  onBetter: (seating: Seating) => void;
}

/** One change of the groups: some closed, some opened. */
interface Change {
  closed: number[];
  opened: Lead[];
}

/** How much worse than the best the search may stand at first, in tenths; it falls to nothing. */
const PATIENCE = 6;

/**
 * Opens, closes and shifts groups where somebody is not yet well placed, and lets people make room for each other after
 * each change. Ends at `goal` (tenths) or after `moves` changes, so that it does not depend on the clock.
 */
export function improve(
  board: Board,
  { from, goal, moves, seed }: { from: Seating; goal: number; moves: number; seed: number },
  watch: Watch,
): Seating {
  const random = randomFrom(seed, -1);
  const assignment = new Assignment(board, from);
  let leads = from.leads.map((lead) => ({ ...lead }));
  assignment.settle();
  leads = dropShort(assignment, leads);
  let best = assignment.seating(leads);
  if (best.tenths > from.tenths) watch.onBetter(best);
  let value = assignment.value + leadValue(board, leads);
  let bestValue = value;
  for (let move = 0; move < moves && best.tenths < goal; move++) {
    if ((move & 15) === 0 && watch.shouldStop()) break;
    const change = proposeChange(assignment, { leads, random });
    if (!change) continue;
    const next = leads.filter((_, index) => !change.closed.includes(index)).concat(change.opened);
    const before = assignment.value;
    assignment.mark();
    for (const index of change.closed) assignment.removeGroup(leads[index]!.start);
    for (const { start } of change.opened) assignment.addGroup(start);
    assignment.settle();
    const reached = assignment.value + leadValue(board, next);
    const slack = Math.floor(PATIENCE * (1 - move / moves) * random());
    if (reached < Math.min(value, bestValue) - slack || reached < bestValue - PATIENCE) {
      assignment.rewindPeople();
      for (const { start } of change.opened) assignment.rewindGroup(start, 1);
      for (const index of change.closed) assignment.rewindGroup(leads[index]!.start, -1);
      assignment.value = before;
      continue;
    }
    leads = next;
    value = reached;
    if (value <= bestValue) continue;
    bestValue = value;
    best = assignment.seating(leads);
    watch.onBetter(best);
  }
  return best;
}

const leadValue = (board: Board, leads: readonly Lead[]): number =>
  leads.reduce((sum, lead) => sum + weightOfLead(board, lead), 0);

/** Groups nobody can fill are closed, so that what leaves the search is always whole. */
function dropShort(assignment: Assignment, leads: Lead[]): Lead[] {
  let kept = leads;
  for (let short = kept.findIndex(({ start }) => assignment.isShort(start)); short >= 0;) {
    assignment.removeGroup(kept[short]!.start);
    kept = kept.filter((_, index) => index !== short);
    assignment.settle();
    short = kept.findIndex(({ start }) => assignment.isShort(start));
  }
  return kept;
}

/** Looks for somebody who could be better off, and for a change that might do it. */
function proposeChange(assignment: Assignment, { leads, random }: { leads: Lead[]; random: Random }): Change | null {
  const { board } = assignment;
  const kind = random();
  if (board.led && kind < 0.3) return suitLeader(board, { leads, random });
  const start = kind < 0.5 ? anyStart(board, random) : wantedStart(assignment, random);
  if (start < 0) return null;
  if (!board.led) return changeAmongPeers(assignment, { leads, start, random });
  const able = leadersFree(board, { start, leads });
  if (able.length === 0) return null;
  return bringLeader(board, { facilitator: able[Math.floor(random() * able.length)]!, start, leads, random });
}

/** Somebody who leads no group yet, or leads one only if needed, goes to a start that suits them. */
function suitLeader(board: Board, { leads, random }: { leads: Lead[]; random: Random }): Change | null {
  const { facilitators, words, capacity } = board;
  const count = facilitators.ids.length;
  const from = Math.floor(random() * count);
  for (let step = 0; step < count; step++) {
    const facilitator = (from + step) % count;
    const mine = leads.filter((lead) => lead.facilitator === facilitator);
    const spare = mine.length < capacity[facilitator]!;
    if (!spare && mine.every((lead) => weightOfLead(board, lead) === 10)) continue;
    const wished = listBits(spare ? facilitators.free : facilitators.well, facilitator * words, words);
    const start = wished[Math.floor(random() * wished.length)];
    if (start === undefined || mine.some((lead) => lead.start === start)) continue;
    if (capacity[facilitator]! > 1 && !canLead(board, { facilitator, start, leads })) continue;
    return bringLeader(board, { facilitator, start, leads, random });
  }
  return null;
}

/** A facilitator opens a group at a start: a further one if they have it to give, else in place of one of theirs. */
function bringLeader(
  board: Board,
  { facilitator, start, leads, random }: { facilitator: number; start: number; leads: Lead[]; random: Random },
): Change | null {
  const mine = [...leads.keys()].filter((index) => leads[index]!.facilitator === facilitator);
  const opened = [{ facilitator, start }];
  if (mine.length < board.capacity[facilitator]!) return { closed: [], opened };
  const free = mine.filter((index) => !isPinned(board, leads[index]!));
  const moved = free[Math.floor(random() * free.length)];
  if (moved === undefined) return null;
  const others = mine.filter((index) => index !== moved).map((index) => leads[index]!.start);
  if (others.some((other) => overlap(board, other, start))) return null;
  const left = leads[moved]!.start;
  const heir = random() < 0.5 ? idleLeader(board, { start: left, leads, random }) : -1;
  if (heir >= 0) opened.push({ facilitator: heir, start: left });
  return { closed: [moved], opened };
}

function changeAmongPeers(
  assignment: Assignment,
  { leads, start, random }: { leads: Lead[]; start: number; random: Random },
): Change {
  const kind = random();
  const opened = [{ facilitator: -1, start }];
  if (kind < 0.5 || leads.length === 0) return { closed: [], opened };
  const victim = Math.floor(random() * leads.length);
  return kind < 0.9 ? { closed: [victim], opened } : { closed: [victim], opened: [] };
}

/** A start that somebody without a place, or only if needed, would like. */
function wantedStart(assignment: Assignment, random: Random): number {
  const { board, startOf } = assignment;
  const count = startOf.length;
  const from = Math.floor(random() * count);
  for (let step = 0; step < count; step++) {
    const person = (from + step) % count;
    const outside = assignment.isOutside(person);
    const here = outside ? 0 : tenths(board.participants, { person, start: startOf[person]!, words: board.words });
    if (here === 10) continue;
    const wished = here === 9 ? board.participants.well : board.participants.free;
    const starts = listBits(wished, person * board.words, board.words);
    if (starts.length > 0) return starts[Math.floor(random() * starts.length)]!;
  }
  return anyStart(board, random);
}

const anyStart = (board: Board, random: Random): number =>
  board.minutes.length === 0 ? -1 : Math.floor(random() * board.minutes.length);

/** Facilitators free at a start, except those who already lead just then. */
function leadersFree(board: Board, { start, leads }: { start: number; leads: readonly Lead[] }): number[] {
  const there = new Set(leads.filter((lead) => lead.start === start).map(({ facilitator }) => facilitator));
  return [...board.facilitators.ids.keys()].filter(
    (index) =>
      board.capacity[index]! > 0 &&
      !there.has(index) &&
      hasBit(board.facilitators.free, index * board.words, start) &&
      (board.capacity[index] === 1 || canLead(board, { facilitator: index, start, leads })),
  );
}

/** Of several groups at most one may overlap the wished start: the one that would be given up for it. */
function canLead(
  board: Board,
  { facilitator, start, leads }: { facilitator: number; start: number; leads: readonly Lead[] },
): boolean {
  const mine = leads.filter((lead) => lead.facilitator === facilitator);
  const clashes = mine.filter((lead) => overlap(board, lead.start, start)).length;
  return mine.length < board.capacity[facilitator]! ? clashes === 0 : clashes <= 1;
}

function idleLeader(
  board: Board,
  { start, leads, random }: { start: number; leads: readonly Lead[]; random: Random },
): number {
  const busy = new Set(leads.map(({ facilitator }) => facilitator));
  const able = leadersFree(board, { start, leads }).filter((index) => !busy.has(index));
  return able.length === 0 ? -1 : able[Math.floor(random() * able.length)]!;
}

const overlap = (board: Board, one: number, other: number): boolean =>
  board.overlaps.length > 0 && hasBit(board.overlaps, one * board.words, other);

const isPinned = (board: Board, { facilitator, start }: Lead): boolean =>
  board.pinnedLeads.some((pinned) => pinned.facilitator === facilitator && pinned.start === start);

export const isBetter = (one: Seating, other: Seating): boolean =>
  one.tenths > other.tenths || (one.tenths === other.tenths && placedIn(one) > placedIn(other));
