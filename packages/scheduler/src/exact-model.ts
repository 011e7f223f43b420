import { tenths, type Board, type Side } from "./board.ts";
import { hasBit, listBits } from "./bits.ts";
import { addRuleRows, addUnits, sized, type UnitColumns } from "./rule-rows.ts";
import { isRuled } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { SparseModel } from "./sparse-model.ts";
import { spellOut } from "./spell-out.ts";
import { OUTSIDE, UnitBook } from "./unit-seats.ts";

/** People whom the model cannot tell apart: one column for each start they share. */
export interface Alike {
  people: number[];
  /** Start → column. */
  columns: Map<number, number>;
}

/** The problem as a mixed-integer model, in tenths of quality, and how to read its columns. */
export interface ExactModel {
  model: SparseModel;
  groups: number[];
  leaders: Alike[];
  guests: Alike[];
  /** Of a board with rules: who moves as one, and the starts at which groups are told apart. */
  book: UnitBook | null;
  units: UnitColumns[];
  spelled: ReadonlySet<number>;
}

/** What else tells people apart, where a second question is asked; everybody is then whole. */
export interface Apart {
  guest?: (person: number) => string;
  leader?: (facilitator: number) => string;
}

/** With more links than this the relaxation takes longer than the links save. */
const MOST_LINKS = 40_000;

/**
 * `groups[s]`: groups at a start (whole); `leaders`: who leads them; `guests`: who sits there. Once the groups are whole,
 * the guests' part has a whole best answer by itself, so only groups, and leaders with several groups to give, are
 * declared whole. The links `guests ≤ people alike × groups` are not needed to be right, but make the relaxation close.
 */
export function exactModel(board: Board, apart: Apart = {}, spelled: ReadonlySet<number> = new Set()): ExactModel {
  const model = new SparseModel();
  const groups = Array.from(board.minutes, () =>
    model.addColumn({ cost: 0, lower: 0, upper: mostGroups(board), whole: true }),
  );
  const leaders = board.led ? addLeaders(model, board, { groups, apart }) : [];
  const guests = addGuests(model, board, apart);
  const cells = guests.reduce((sum, { columns }) => sum + columns.size, 0);
  const book = isRuled(board) ? new UnitBook(board) : null;
  const units = book ? addUnits(model, book) : [];
  groups.forEach((group, start) =>
    addSeats(model, board, { group, start, guests, seated: seatedAt(book, units, start) }),
  );
  if (cells <= MOST_LINKS) addLinks(model, { board, groups, guests });
  if (book) addRuleRows(model, book, { groups, leaders, units });
  for (const start of spelled) spellOut(model, book!, { start, columns: { groups, leaders, units }, guests });
  return { model, groups, leaders, guests, book, units, spelled };
}

const mostGroups = ({ participants, facilitators, capacity, led, need }: Board): number =>
  led
    ? capacity.reduce((sum, groups, f) => sum + (facilitators.ids[f] === undefined ? 0 : groups), 0)
    : Math.floor(participants.ids.length / need);

/** A facilitator with one group to give, whom nothing tells from others with the same hours. */
export const isOneOfMany = ({ capacity, pinnedLeads, ruling }: Board, facilitator: number): boolean =>
  capacity[facilitator] === 1 &&
  !pinnedLeads.some((lead) => lead.facilitator === facilitator) &&
  !ruling?.leaders.has(facilitator);

/** Groups people by what the model sees of them. */
function alike(side: Side, { board, tell }: { board: Board; tell: (person: number) => string | null }): Alike[] {
  const found = new Map<string, Alike>();
  side.ids.forEach((_, person) => {
    const also = tell(person);
    const range = [person * board.words, (person + 1) * board.words] as const;
    const free = side.free.subarray(...range);
    if (also === null || free.every((word) => word === 0)) return;
    const signature = `${free.join()}/${side.well.subarray(...range).join()}/${also}`;
    const known = found.get(signature);
    if (known) known.people.push(person);
    else found.set(signature, { people: [person], columns: new Map() });
  });
  return [...found.values()];
}

function addLeaders(
  model: SparseModel,
  board: Board,
  { groups, apart }: { groups: readonly number[]; apart: Apart },
): Alike[] {
  const { facilitators, capacity, words } = board;
  const single = (f: number) => isOneOfMany(board, f);
  const classes = alike(facilitators, {
    board,
    tell: (f) => (capacity[f] === 0 ? null : single(f) ? (apart.leader?.(f) ?? "") : `only ${f}`),
  });
  const led = groups.map((group) => ({ columns: [group], values: [-1] }));
  for (const { people, columns } of classes) {
    const person = people[0]!;
    for (const start of listBits(facilitators.free, person * words, words)) {
      const held = board.pinnedLeads.some((lead) => lead.facilitator === person && lead.start === start);
      const cost = tenths(facilitators, { person, start, words });
      const upper = single(person) ? people.length : 1;
      const column = model.addColumn({
        cost,
        lower: Number(held),
        upper,
        whole: !single(person) || apart.leader !== undefined,
      });
      columns.set(start, column);
      led[start]!.columns.push(column);
      led[start]!.values.push(1);
    }
    const all = [...columns.values()];
    model.addRow({
      columns: all,
      values: all.map(() => 1),
      lower: -Infinity,
      upper: people.length * capacity[person]!,
    });
    if (capacity[person]! > 1) addWindows(model, board, columns);
  }
  for (const row of led) model.addRow({ ...row, lower: 0, upper: 0 });
  return classes;
}

/** At most one group in any set of starts that overlap each other: those from a start on, for one meeting's length. */
function addWindows(model: SparseModel, board: Board, columns: ReadonlyMap<number, number>): void {
  const starts = [...columns.keys()];
  for (const start of starts) {
    const after = (other: number) => (((board.minutes[other]! - board.minutes[start]!) % 10_080) + 10_080) % 10_080;
    const clashing = starts.filter((other) => hasBit(board.overlaps, start * board.words, other));
    const window = clashing.filter((other) => after(other) < board.length);
    if (window.length > 1) {
      model.addRow({
        columns: window.map((s) => columns.get(s)!),
        values: window.map(() => 1),
        lower: -Infinity,
        upper: 1,
      });
    }
    for (const other of clashing) {
      const apart = Math.min(after(other), 10_080 - after(other));
      if (other <= start || apart < board.length) continue;
      model.addRow({ columns: [columns.get(start)!, columns.get(other)!], values: [1, 1], lower: -Infinity, upper: 1 });
    }
  }
}

function addGuests(model: SparseModel, board: Board, apart: Apart): Alike[] {
  const { participants, pinnedAt, words, ruling } = board;
  const classes = alike(participants, {
    board,
    tell: (p) =>
      (ruling?.unitOf[p] ?? -1) >= 0 ? null : `${pinnedAt[p]! < 0 ? "" : "pinned"}${apart.guest?.(p) ?? ""}`,
  });
  for (const { people, columns } of classes) {
    const person = people[0]!;
    for (const start of listBits(participants.free, person * words, words)) {
      const cost = tenths(participants, { person, start, words });
      columns.set(start, model.addColumn({ cost, lower: 0, upper: people.length, whole: apart.guest !== undefined }));
    }
    const all = [...columns.values()];
    const lower = pinnedAt[person]! < 0 ? -Infinity : people.length;
    model.addRow({ columns: all, values: all.map(() => 1), lower, upper: people.length });
  }
  return classes;
}

/** Units at a start, each as often as it has people: in new groups, and in standing ones. */
interface SeatedUnits {
  groups: (readonly [column: number, size: number])[];
  standing: (readonly [column: number, size: number])[];
}

function seatedAt(book: UnitBook | null, units: readonly UnitColumns[], start: number): SeatedUnits {
  if (!book) return { groups: [], standing: [] };
  return {
    groups: sized(
      book,
      units.map(({ at }) => at.get(start)),
    ),
    standing: book.standing.flatMap((group, index) =>
      group.start === start
        ? sized(
            book,
            units.map(({ standing }) => standing.get(index)),
          )
        : [],
    ),
  };
}

function addSeats(
  model: SparseModel,
  board: Board,
  { group, start, guests, seated }: { group: number; start: number; guests: readonly Alike[]; seated: SeatedUnits },
): void {
  const single = guests.flatMap(({ columns }) => columns.get(start) ?? []).map((column) => [column, 1] as const);
  const [inGroups, all] = [
    [...single, ...seated.groups],
    [...single, ...seated.groups, ...seated.standing],
  ];
  const row = (terms: readonly (readonly [number, number])[], each: number) => ({
    columns: [...terms.map(([column]) => column), group],
    values: [...terms.map(([, size]) => size), -each],
  });
  model.addRow({ ...row(all, board.seats), lower: -Infinity, upper: board.room[start]! });
  model.addRow({ ...row(inGroups, board.need), lower: 0, upper: Infinity });
}

function addLinks(
  model: SparseModel,
  { board, groups, guests }: { board: Board; groups: readonly number[]; guests: readonly Alike[] },
): void {
  for (const { people, columns } of guests) {
    for (const [start, column] of columns) {
      if (board.room[start]! > 0) continue;
      const most = Math.min(people.length, board.seats);
      model.addRow({ columns: [column, groups[start]!], values: [1, -most], lower: -Infinity, upper: 0 });
    }
  }
}

/** The columns' values that say what a seating says. */
export function columnsOf(
  { model, groups, leaders, guests, book, units }: ExactModel,
  { leads, startOf, placeOf }: Seating,
): Float64Array {
  const values = new Float64Array(model.columns);
  for (const { start } of leads) values[groups[start]!]!++;
  for (const { people, columns } of leaders) {
    for (const { facilitator, start } of leads) if (people.includes(facilitator)) values[columns.get(start)!]!++;
  }
  for (const { people, columns } of guests) {
    for (const person of people) if (startOf[person]! >= 0) values[columns.get(startOf[person]!)!]!++;
  }
  units.forEach(({ at, standing }, unit) => {
    const place = placeOf?.[book!.units[unit]!.people[0]!] ?? OUTSIDE;
    const column = place >= 0 ? at.get(leads[place]!.start) : standing.get(-2 - place);
    if (column !== undefined) values[column] = 1;
  });
  return values;
}
