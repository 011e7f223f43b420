import { Assignment } from "./assignment.ts";
import { overlap, type Board, type Lead } from "./board.ts";
import { isOneOfMany, type ExactModel } from "./exact-model.ts";
import { readUnits } from "./read-units.ts";
import { RuledGrouping } from "./ruled-grouping.ts";
import { isRuled, type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";

/**
 * A solver's columns as a seating. Groups are whole; leaders with one group to give, and guests, may come in fractions
 * and are assigned anew, as well as can be, to the groups the solver chose. Null if these cannot be led.
 */
export function readSolution(board: Board, exact: ExactModel, values: Float64Array): Seating | null {
  const leads = leadsOf(board, exact, values);
  if (!leads) return null;
  const placed = readGuests(board, exact, { leads, values });
  if (isRuled(board)) return underRules(board, exact, { leads, startOf: placed, values });
  const assignment = new Assignment(board, { leads, startOf: placed, tenths: 0 });
  assignment.settle();
  if (leads.some(({ start }) => assignment.isShort(start))) return null;
  return assignment.seating(leads);
}

function leadsOf(board: Board, exact: ExactModel, values: Float64Array): Lead[] | null {
  const wanted = exact.groups.map((column) => Math.round(values[column]!));
  return board.led
    ? readLeads(board, exact, { wanted, values })
    : wanted.flatMap((count, start) => peers(count, start));
}

/** As many of each kind of people at each start as the columns say. */
function readGuests(
  board: Board,
  exact: ExactModel,
  { leads, values }: { leads: readonly Lead[]; values: Float64Array },
): Int32Array {
  const startOf = new Int32Array(board.participants.ids.length).fill(-1);
  const seats = board.room.slice();
  for (const { start } of leads) seats[start]! += board.seats;
  for (const { people, columns } of exact.guests) {
    let next = 0;
    for (const [start, column] of columns) {
      // Of a relaxation more may come than the groups that are left after rounding have seats for.
      const count = Math.min(Math.floor(values[column]! + 1e-6), seats[start]!, people.length - next);
      for (let i = 0; i < count; i++) startOf[people[next++]!] = start;
      seats[start]! -= count;
    }
  }
  return startOf;
}

/** The same with units in groups of their own; those that could not be dealt have no place. */
function underRules(
  board: Board & { ruling: Ruling },
  exact: ExactModel,
  { leads, startOf, values }: { leads: Lead[]; startOf: Int32Array; values: Float64Array },
): Seating | null {
  const { seats } = readUnits({ ...exact, book: exact.book! }, { leads, values });
  const grouping = new RuledGrouping(board, { leads, startOf, tenths: 0 });
  seats.closeUnkept();
  grouping.take(seats);
  return grouping.isWhole ? grouping.seating() : null;
}

/**
 * Starts at which the people a solver chose cannot be dealt into the groups it chose, so that the rules hold; where it is
 * not known which these are, all at which there are units.
 */
export function undealtStarts(board: Board, exact: ExactModel, values: Float64Array): number[] {
  const { book } = exact;
  if (!book) return [];
  const leads = leadsOf(board, exact, values);
  const undealt = leads ? readUnits({ ...exact, book }, { leads, values }).undealt : [];
  if (undealt.length > 0) return undealt;
  return exact.groups.flatMap((_, start) =>
    exact.units.some(({ at }) => values[at.get(start) ?? -1]! > 0.5) ? [start] : [],
  );
}

const peers = (count: number, start: number): Lead[] =>
  Array.from({ length: count }, () => ({ facilitator: -1, start }));

function readLeads(
  board: Board,
  exact: ExactModel,
  { wanted, values }: { wanted: readonly number[]; values: Float64Array },
): Lead[] | null {
  const leads: Lead[] = [];
  const left = [...wanted];
  const single = new Set<number>();
  for (const { people, columns } of exact.leaders) {
    const person = people[0]!;
    if (isOneOfMany(board, person)) {
      for (const each of people) single.add(each);
      continue;
    }
    for (const start of likelyStarts(board, { person, columns, values })) {
      leads.push({ facilitator: person, start });
      left[start]!--;
    }
  }
  return matchSingles(board, { single: [...single], left, leads });
}

/** Where somebody with several groups to give mostly is: of fractions, never more than they can lead nor two at once. */
function likelyStarts(
  board: Board,
  { person, columns, values }: { person: number; columns: ReadonlyMap<number, number>; values: Float64Array },
): number[] {
  const likely = [...columns]
    .map(([start, column]) => ({ start, share: values[column]! }))
    .filter(({ share }) => share >= 0.5)
    .toSorted((a, b) => b.share - a.share || a.start - b.start);
  const chosen: number[] = [];
  for (const { start } of likely)
    if (chosen.length < board.capacity[person]! && chosen.every((other) => !overlap(board, other, start)))
      chosen.push(start);
  return chosen;
}

/** One leader for each group left: the same assignment, with leaders for guests and one seat a group. */
function matchSingles(
  board: Board,
  { single, left, leads }: { single: number[]; left: readonly number[]; leads: Lead[] },
): Lead[] | null {
  const open = left.flatMap((count, start) => peers(Math.max(0, count), start));
  const { facilitators, words } = board;
  const gather = (bits: Uint32Array) => {
    const rows = new Uint32Array(single.length * words);
    single.forEach((f, row) => rows.set(bits.subarray(f * words, (f + 1) * words), row * words));
    return rows;
  };
  const matching: Board = {
    ...board,
    participants: {
      ids: single.map((f) => facilitators.ids[f]!),
      people: [],
      free: gather(facilitators.free),
      well: gather(facilitators.well),
      barred: new Int32Array(single.length),
      busy: new Int32Array(single.length),
    },
    seats: 1,
    need: 1,
    room: new Int32Array(board.minutes.length),
    pinnedAt: new Int32Array(single.length).fill(-1),
    ruling: null,
  };
  const assignment = new Assignment(matching, {
    leads: open,
    startOf: new Int32Array(single.length).fill(-1),
    tenths: 0,
  });
  assignment.settle();
  if (open.some(({ start }) => assignment.isShort(start))) return null;
  const { startOf } = assignment.seating([]);
  startOf.forEach((start, row) => start >= 0 && leads.push({ facilitator: single[row]!, start }));
  return leads;
}
