import { type Board } from "./board.ts";
import { type EarlierGroup } from "./earlier-groups.ts";
import { type Alike, type ExactModel } from "./exact-model.ts";
import {
  addStartRows,
  equalSums,
  leaderColumns,
  ones,
  sized,
  sumsOf,
  type RuleColumns,
  type Term,
} from "./rule-rows.ts";

/** An earlier group in the model: the column that says whether it meets again, and those of who is in it then. */
export interface KeptGroup {
  from: EarlierGroup;
  meets: number;
  /** Columns by index of `ExactModel.guests`: how many of these people stay in it. */
  stays: Map<number, number>;
  /** Column of how many others fill it up whom no rule names. */
  fill: number;
  /** Columns by index of `ExactModel.leaders`: of those who led it, and of those whom rules are about. */
  leads: Map<number, number>;
  /** Columns by unit. */
  units: (number | undefined)[];
}

/** Of a start at which somebody met before: the columns of the groups that do not go on from earlier ones. */
export interface OtherGroups {
  groups: number;
  /** How many people whom no rule names, those who join standing groups among them. */
  fill: number;
  units: (number | undefined)[];
  /** Whom rules are about, where they lead one of these. */
  leaders: Alike[];
}

/** A start at which somebody met before: the groups that may go on, and whatever else meets there. */
export interface KeptStart {
  start: number;
  kept: KeptGroup[];
  rest: OtherGroups;
}

export const BIT = { cost: 0, lower: 0, upper: 1, whole: true };
const AMOUNT = { cost: 0, lower: 0, upper: Infinity, whole: false };

/** What a model has at one start: columns by index of whom the model tells apart, and by unit. */
interface Here {
  board: Board;
  exact: ExactModel;
  start: number;
  guests: ReadonlyMap<number, number>;
  leaders: ReadonlyMap<number, number>;
  units: readonly (number | undefined)[];
  isRuled: (leader: number) => boolean;
}

/** Tells the earlier groups of a start apart from each other and from the others there, with their people, sizes and rules. */
export function addKeptStart(
  board: Board,
  exact: ExactModel,
  { start, groups }: { start: number; groups: readonly EarlierGroup[] },
): KeptStart {
  const columnsOf = (alike: readonly Alike[]): Map<number, number> =>
    new Map(
      alike.flatMap(({ columns }, index) => {
        const column = columns.get(start);
        return column === undefined ? [] : [[index, column] as const];
      }),
    );
  const here: Here = {
    board,
    exact,
    start,
    guests: columnsOf(exact.guests),
    leaders: columnsOf(exact.leaders),
    units: exact.units.map(({ at }) => at.get(start)),
    isRuled: (leader) => board.ruling?.leaders.has(exact.leaders[leader]!.people[0]!) ?? false,
  };
  const at = { start, kept: groups.map((group) => addGroup(here, group)), rest: addRest(here) };
  shareOut(here, at);
  for (const group of at.kept) boundGroup(here, group);
  boundRest(here, at.rest);
  return at;
}

function addGroup({ exact, guests, leaders, units, isRuled }: Here, from: EarlierGroup): KeptGroup {
  const { model } = exact;
  const led = [...leaders.keys()].filter((i) => isRuled(i) || from.leaders.has(exact.leaders[i]!.people[0]!));
  const was = [...guests.keys()].filter((i) => from.guests.has(exact.guests[i]!.people[0]!));
  return {
    from,
    meets: model.addColumn(BIT),
    stays: new Map(was.map((i) => [i, model.addColumn({ ...BIT, upper: exact.guests[i]!.people.length })])),
    fill: model.addColumn(AMOUNT),
    leads: new Map(led.map((i) => [i, model.addColumn(BIT)])),
    units: units.map((column) => (column === undefined ? undefined : model.addColumn(BIT))),
  };
}

function addRest({ exact, start, leaders, units, isRuled }: Here): OtherGroups {
  const { model } = exact;
  const ruled = [...leaders.keys()].filter(isRuled);
  return {
    groups: model.addColumn({ ...AMOUNT, whole: true }),
    fill: model.addColumn(AMOUNT),
    units: units.map((column) => (column === undefined ? undefined : model.addColumn(BIT))),
    leaders: ruled.map((i) => ({
      people: exact.leaders[i]!.people,
      columns: new Map([[start, model.addColumn(BIT)]]),
    })),
  };
}

/** Whatever the model has at the start is in one of the earlier groups or in the others. */
function shareOut({ exact, start, guests, leaders, units }: Here, { kept, rest }: KeptStart): void {
  const [atMost, equal] = [sumsOf(exact.model), equalSums(exact.model)];
  equal([[exact.groups[start]!, 1]], ones([...kept.map(({ meets }) => meets), rest.groups]));
  const singles = kept.flatMap(({ stays, fill }) => [...stays.values(), fill]);
  equal(ones([...guests.values()]), ones([...singles, rest.fill]));
  for (const [i, column] of guests) atMost(ones(kept.map(({ stays }) => stays.get(i))), [[column, 1]]);
  units.forEach((column, unit) => {
    if (column !== undefined) equal([[column, 1]], ones([rest, ...kept].map((group) => group.units[unit])));
  });
  for (const [i, column] of leaders) {
    const leads = ones(kept.map((group) => group.leads.get(i)));
    const others = rest.leaders.find(({ people }) => people === exact.leaders[i]!.people)?.columns.get(start);
    if (others === undefined) atMost(leads, [[column, 1]]);
    else equal([[column, 1]], [...leads, [others, 1]]);
  }
}

const loadOf = (
  { book }: ExactModel,
  { singles, units }: { singles: readonly number[]; units: readonly (number | undefined)[] },
): Term[] => [...ones(singles), ...(book ? sized(book, units) : [])];

/** A group's sizes and rules: units come with whoever has to lead them, and nobody is beside somebody they are kept from. */
function boundGroup({ board, exact }: Here, { meets, stays, fill, leads, units }: KeptGroup): void {
  const atMost = sumsOf(exact.model);
  const load = loadOf(exact, { singles: [...stays.values(), fill], units });
  atMost(load, [[meets, board.seats]]);
  atMost([[meets, board.need]], load);
  atMost(ones([...leads.values()]), [[meets, 1]]);
  const leadOf = (facilitator: number) => leads.get(exact.leaders.findIndex(({ people }) => people[0] === facilitator));
  units.forEach((column, unit) => {
    if (column === undefined) return;
    const { ledBy } = exact.book!.units[unit]!;
    atMost([[column, 1]], ledBy < 0 ? [[meets, 1]] : ones([leadOf(ledBy)]));
  });
  for (const clique of board.ruling?.cliques ?? []) {
    const beside = ones([...clique.units.map((unit) => units[unit]), ...clique.leaders.map(leadOf)]);
    if (beside.length > 1) atMost(beside, [[meets, 1]]);
  }
}

/** The others as a whole; whether their units can be dealt into them is not said here. */
function boundRest({ board, exact, start }: Here, rest: OtherGroups): void {
  const { model, book, units } = exact;
  const atMost = sumsOf(model);
  const load = loadOf(exact, { singles: [rest.fill], units: rest.units });
  atMost([[rest.groups, board.need]], load);
  const joining = (group: number) =>
    loadOf(exact, { singles: [], units: units.map(({ standing }) => standing.get(group)) });
  const joined = (book?.standing ?? []).flatMap((group, index) => (group.start === start ? joining(index) : []));
  atMost([...load, ...joined], [[rest.groups, board.seats]], board.room[start]!);
  atMost(ones(rest.leaders.map(({ columns }) => columns.get(start))), [[rest.groups, 1]]);
  if (!book) return;
  addStartRows({ book, columns: columnsOfRest(exact, { start, rest }), atMost }, { group: rest.groups, start });
  rest.units.forEach((column, unit) => {
    const { ledBy } = book.units[unit]!;
    if (column !== undefined && ledBy >= 0)
      atMost([[column, 1]], ones([leaderColumns(rest.leaders, ledBy).get(start)]));
  });
}

/** The other groups of a start as rows about rules see the groups of a start. */
export const columnsOfRest = (
  { groups, units }: ExactModel,
  { start, rest }: Pick<KeptStart, "start" | "rest">,
): RuleColumns => ({
  groups: groups.with(start, rest.groups),
  leaders: rest.leaders,
  units: rest.units.map((column, unit) => ({
    at: new Map(column === undefined ? [] : [[start, column]]),
    standing: units[unit]!.standing,
  })),
});
