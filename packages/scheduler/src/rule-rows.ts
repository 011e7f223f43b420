import { type Alike } from "./exact-model.ts";
import { ANYBODY, NOBODY, type Ruling } from "./ruling.ts";
import { type SparseModel } from "./sparse-model.ts";
import { type UnitBook } from "./unit-seats.ts";

/** A unit's columns: in a new group at a start, or in a standing group. */
export interface UnitColumns {
  at: Map<number, number>;
  standing: Map<number, number>;
}

/** What the rows about rules are written over. */
export interface RuleColumns {
  groups: readonly number[];
  leaders: readonly Alike[];
  units: readonly UnitColumns[];
}

/** One column for each place a unit could have, and at most one place for each. */
export function addUnits(model: SparseModel, book: UnitBook): UnitColumns[] {
  const { board, units, standing } = book;
  const { facilitators, pinnedAt } = board;
  return units.map(({ people, ledBy, standing: open }, unit) => {
    const column = (start: number) =>
      model.addColumn({ cost: book.worthAt(unit, start), lower: 0, upper: 1, whole: true });
    const leads = (start: number) =>
      ledBy === ANYBODY || (ledBy !== NOBODY && isFree(facilitators.free, ledBy * board.words, start));
    const starts = people.length > board.seats ? [] : book.startsOf(unit).filter(leads);
    const at = new Map(starts.map((start) => [start, column(start)]));
    const groups = [...open].filter(
      (group) => book.worthAt(unit, standing[group]!.start) > 0 && people.length <= standing[group]!.room,
    );
    const joined = new Map(groups.map((group) => [group, column(standing[group]!.start)]));
    const columns = [...at.values(), ...joined.values()];
    const lower = people.some((person) => pinnedAt[person]! >= 0) ? 1 : -Infinity;
    model.addRow({ columns, values: columns.map(() => 1), lower, upper: 1 });
    return { at, standing: joined };
  });
}

const isFree = (bits: Uint32Array, at: number, start: number): boolean =>
  ((bits[at + (start >>> 5)]! >>> (start & 31)) & 1) === 1;

/**
 * What rules demand of the units at a start as a whole. Every grouping that keeps the rules keeps these rows; whether the
 * people of a start can be dealt into its groups they do not say: that `spellOut` does.
 */
export function addRuleRows(model: SparseModel, book: UnitBook, columns: RuleColumns): void {
  const atMost = sumsOf(model);
  columns.groups.forEach((group, start) => addStartRows({ book, columns, atMost }, { group, start }));
  addLeaderRows({ book, columns, atMost });
  book.standing.forEach(({ room }, group) => {
    const here = columns.units.map(({ standing }) => standing.get(group));
    atMost(sized(book, here), [], room);
    for (const { units } of cliquesOf(book)) atMost(ones(units.map((unit) => here[unit])), [], 1);
  });
}

export type Term = readonly [column: number, value: number];
type AtMost = (left: readonly Term[], right: readonly Term[], constant?: number) => void;

interface Writing {
  book: UnitBook;
  columns: RuleColumns;
  atMost: AtMost;
}

/** Writes rows `left ≤ right + constant`, as far as anything stands on the left. */
export const sumsOf =
  (model: SparseModel): AtMost =>
  (left, right, constant = 0) => {
    if (left.length === 0) return;
    model.addRow({
      columns: [...left, ...right].map(([column]) => column),
      values: [...left.map(([, value]) => value), ...right.map(([, value]) => -value)],
      lower: -Infinity,
      upper: constant,
    });
  };

/** Writes rows `left = right`. */
export const equalSums =
  (model: SparseModel) =>
  (left: readonly Term[], right: readonly Term[]): void => {
    model.addRow({
      columns: [...left, ...right].map(([column]) => column),
      values: [...left.map(([, value]) => value), ...right.map(([, value]) => -value)],
      lower: 0,
      upper: 0,
    });
  };

export const ones = (columns: readonly (number | undefined)[]): Term[] =>
  columns.flatMap((column) => (column === undefined ? [] : [[column, 1] as const]));

/** Columns by unit, each as often as the unit has people. */
export const sized = (book: UnitBook, columns: readonly (number | undefined)[]): Term[] =>
  columns.flatMap((column, unit) => (column === undefined ? [] : [[column, book.sizeOf(unit)] as const]));

const cliquesOf = ({ board }: UnitBook): Ruling["cliques"] => board.ruling.cliques;

/** The columns of one facilitator, whom no other is alike. */
export const leaderColumns = (leaders: readonly Alike[], facilitator: number): ReadonlyMap<number, number> =>
  leaders.find(({ people }) => people[0] === facilitator)?.columns ?? new Map<number, number>();

/** What rules demand of the groups at one start, as a whole. */
export function addStartRows(
  { book, columns, atMost }: Writing,
  { group, start }: { group: number; start: number },
): void {
  const { seats } = book.board;
  const here = columns.units.map(({ at }) => at.get(start));
  if (here.every((column) => column === undefined)) return;
  for (const term of ones(here)) atMost([term], [[group, 1]]);
  atMost(sized(book, here), [[group, seats]]);
  const large = here.filter((_, unit) => 2 * book.sizeOf(unit) > seats);
  if (ones(large).length > 1) atMost(ones(large), [[group, 1]]);
  for (const { units, leaders } of cliquesOf(book)) {
    const kept = ones(units.map((unit) => here[unit]));
    const leading = ones(leaders.map((facilitator) => leaderColumns(columns.leaders, facilitator).get(start)));
    if (kept.length > 0 && kept.length + leading.length > 1) atMost([...kept, ...leading], [[group, 1]]);
  }
}

/** Companies are where their facilitator leads, and where the company has no place its facilitator leads nothing. */
function addLeaderRows({ book, columns, atMost }: Writing): void {
  const { seats, facilitators } = book.board;
  facilitators.ids.forEach((_, facilitator) => {
    if (!book.board.ruling.leaders.has(facilitator)) return;
    const company = book.leadsFor[facilitator]!;
    for (const [start, leads] of leaderColumns(columns.leaders, facilitator)) {
      const bound = columns.units.map(({ at }, unit) =>
        book.units[unit]!.ledBy === facilitator ? at.get(start) : undefined,
      );
      for (const term of ones(bound)) atMost([term], [[leads, 1]]);
      atMost(sized(book, bound), [[leads, seats]]);
      if (company === NOBODY) atMost([[leads, 1]], []);
      if (company < 0) continue;
      const { at, standing } = columns.units[company]!;
      atMost([[leads, 1]], ones([...at.values(), ...standing.values()]));
    }
  });
}
