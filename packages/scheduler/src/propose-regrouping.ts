import { type Assignment, weightOfLead } from "./assignment.ts";
import { overlap, tenths, type Board, type Lead } from "./board.ts";
import { hasBit, listBits } from "./bits.ts";
import { type Random } from "./random.ts";

/** One change of the groups: some closed, some opened. */
export interface Regrouping {
  closed: number[];
  opened: Lead[];
}

/** Looks for somebody who could be better off, and for a change that might do it. */
export function proposeChange(
  assignment: Assignment,
  { leads, random }: { leads: Lead[]; random: Random },
): Regrouping | null {
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
function suitLeader(board: Board, { leads, random }: { leads: Lead[]; random: Random }): Regrouping | null {
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
export function bringLeader(
  board: Board,
  { facilitator, start, leads, random }: { facilitator: number; start: number; leads: Lead[]; random: Random },
): Regrouping | null {
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
): Regrouping {
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
export function leadersFree(board: Board, { start, leads }: { start: number; leads: readonly Lead[] }): number[] {
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

const isPinned = (board: Board, { facilitator, start }: Lead): boolean =>
  board.pinnedLeads.some((pinned) => pinned.facilitator === facilitator && pinned.start === start);
