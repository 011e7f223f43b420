import { type Alike } from "./exact-model.ts";
import { leaderColumns, ones, sized, sumsOf, type RuleColumns } from "./rule-rows.ts";
import { ANYBODY } from "./ruling.ts";
import { type SparseModel } from "./sparse-model.ts";
import { type UnitBook } from "./unit-seats.ts";

/** One group at a start, as the model knows it: the column that says whether it is there, and who may be in it. */
interface Slot {
  exists: number;
  /** Columns by unit; undefined for those who may not be in it. */
  holds: (number | undefined)[];
}

/**
 * Writes out a start group by group. A facilitator whom rules are about is a group by name; of the other groups, one with
 * units in it goes by the name of the first of them, so that no two ways to write one grouping are looked at. The groups
 * without units are counted together, as are the people no rule names, who only have to fill what is left.
 */
export function spellOut(
  model: SparseModel,
  book: UnitBook,
  { start, columns, guests }: { start: number; columns: RuleColumns; guests: readonly Alike[] },
): void {
  const here = columns.units.map(({ at }) => at.get(start));
  const slots = [...ledSlots(model, book, { start, here, columns }), ...namedSlots(model, book, here)];
  const group = columns.groups[start]!;
  here.forEach((column, unit) => {
    if (column === undefined) return;
    const places = ones(slots.map(({ holds }) => holds[unit]));
    model.addRow({
      columns: [column, ...places.map(([place]) => place)],
      values: [-1, ...places.map(([, value]) => value)],
      lower: 0,
      upper: 0,
    });
  });
  const fills = [...slots.map((slot) => fillSlot(model, book, slot)), fillRest(model, book, { group, slots })];
  addSingles(model, book, { start, columns, guests, fills });
}

const addBit = (model: SparseModel): number => model.addColumn({ cost: 0, lower: 0, upper: 1, whole: true });

function ledSlots(
  model: SparseModel,
  book: UnitBook,
  { start, here, columns }: { start: number; here: readonly (number | undefined)[]; columns: RuleColumns },
): Slot[] {
  return [...book.board.ruling.leaders].flatMap((facilitator) => {
    const exists = leaderColumns(columns.leaders, facilitator).get(start);
    if (exists === undefined) return [];
    const holds = here.map((column, unit) =>
      column !== undefined && book.mayBeLed(unit, facilitator) ? addBit(model) : undefined,
    );
    return [{ exists, holds }];
  });
}

function namedSlots(model: SparseModel, book: UnitBook, here: readonly (number | undefined)[]): Slot[] {
  const free = [...here.keys()].filter((unit) => here[unit] !== undefined && book.units[unit]!.ledBy === ANYBODY);
  return free.map((first) => {
    const exists = addBit(model);
    const mayBeIn = (unit: number) => unit > first && free.includes(unit) && !book.units[first]!.apart.has(unit);
    const holds = here.map((_, unit) => (unit === first ? exists : mayBeIn(unit) ? addBit(model) : undefined));
    return { exists, holds };
  });
}

/** A group's rules and sizes; answers the column of how many people no rule names fill it up. */
function fillSlot(model: SparseModel, book: UnitBook, { exists, holds }: Slot): number {
  const { seats, need, ruling } = book.board;
  const atMost = sumsOf(model);
  const fill = model.addColumn({ cost: 0, lower: 0, upper: seats, whole: false });
  for (const term of ones(holds)) if (term[0] !== exists) atMost([term], [[exists, 1]]);
  for (const { units } of ruling.cliques) {
    const kept = ones(units.map((unit) => holds[unit]));
    if (kept.length > 1) atMost(kept, [[exists, 1]]);
  }
  // Who a group goes by is in `holds` too, under the column that says it is there.
  const load = sized(book, holds).filter(([column]) => column !== exists);
  const own = sized(book, holds).find(([column]) => column === exists)?.[1] ?? 0;
  atMost([...load, [fill, 1]], [[exists, seats - own]]);
  if (need - own > 0) atMost([[exists, need - own]], [...load, [fill, 1]]);
  return fill;
}

function fillRest(
  model: SparseModel,
  { board }: UnitBook,
  { group, slots }: { group: number; slots: readonly Slot[] },
): number {
  const atMost = sumsOf(model);
  const others = slots.map(({ exists }) => exists);
  const fill = model.addColumn({ cost: 0, lower: 0, upper: Infinity, whole: false });
  const count = (by: number) => [[group, by] as const, ...others.map((exists) => [exists, -by] as const)];
  atMost(ones(others), [[group, 1]]);
  atMost([[fill, 1]], count(board.seats));
  atMost(count(board.need), [[fill, 1]]);
  return fill;
}

/** Whoever no rule names and is there at that start fills a group, or sits in a standing one. */
function addSingles(
  model: SparseModel,
  book: UnitBook,
  {
    start,
    columns,
    guests,
    fills,
  }: { start: number; columns: RuleColumns; guests: readonly Alike[]; fills: readonly number[] },
): void {
  const here = guests.flatMap(({ columns: own }) => own.get(start) ?? []);
  const room = book.board.room[start]!;
  const joining = room > 0 ? [model.addColumn({ cost: 0, lower: 0, upper: room, whole: false })] : [];
  const filled = [...fills, ...joining];
  model.addRow({
    columns: [...here, ...filled],
    values: [...here.map(() => 1), ...filled.map(() => -1)],
    lower: 0,
    upper: 0,
  });
  const seated = book.standing.flatMap((group, index) =>
    group.start === start
      ? sized(
          book,
          columns.units.map(({ standing }) => standing.get(index)),
        )
      : [],
  );
  if (joining.length > 0) sumsOf(model)([[joining[0]!, 1], ...seated], [], room);
}
