import { type Board } from "./board.ts";
import { columnsOf, exactModel, type Alike, type ExactModel } from "./exact-model.ts";
import { type Preference } from "./deal-units.ts";
import { type EarlierPlace } from "./problem.ts";
import { readUnits } from "./read-units.ts";
import { RuledGrouping } from "./ruled-grouping.ts";
import { isRuled, type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { loadSolver, ONLY_PROVE, stoppable } from "./solver.ts";

/** An earlier group: who was in it, by index. */
interface EarlierGroup {
  start: number;
  guests: number[];
  leaders: number[];
}

/**
 * The second question: among all groupings of the quality reached, one in which the fewest people change group or time.
 * A group is the same if it meets at its start and is one of as many as still meet there. Answers `best` itself where
 * it was stopped before it found better.
 */
export async function keepEarlier(
  board: Board,
  { best, earlier }: { best: Seating; earlier: readonly EarlierPlace[] },
  shouldStop: () => boolean,
): Promise<Seating> {
  const groups = earlierGroups(board, earlier);
  if (groups.length === 0) return best;
  const spelled = new Set<number>();
  for (;;) {
    const found = await askOnce(board, { best, groups, spelled }, shouldStop);
    const more = found.undealt.filter((start) => !spelled.has(start));
    if (more.length === 0 || shouldStop()) return found.seating;
    for (const start of more) spelled.add(start);
  }
}

/** One model and its answer; under rules also the starts whose people could not be dealt as it says. */
async function askOnce(
  board: Board,
  { best, groups, spelled }: { best: Seating; groups: EarlierGroup[]; spelled: ReadonlySet<number> },
  shouldStop: () => boolean,
): Promise<{ seating: Seating; undealt: number[] }> {
  const [guestPlace, leaderPlace] = [placesIn(groups, "guests"), placesIn(groups, "leaders")];
  const apart = {
    guest: (person: number) => guestPlace.get(person) ?? "",
    leader: (person: number) => leaderPlace.get(person) ?? "",
  };
  const exact = exactModel(board, apart, spelled);
  exact.model.holdObjective(best.tenths);
  for (const start of new Set(groups.map((group) => group.start))) {
    addKept(board, exact, { start, groups: groups.filter((group) => group.start === start) });
  }
  const highs = await loadSolver();
  return highs.withModel(exact.model.data(highs), (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99, random_seed: 0, ...ONLY_PROVE });
    if (spelled.size === 0) model.setSolution({ colValue: columnsOf(exact, best) });
    let values: Float64Array | null = null;
    model.run({
      ...stoppable(highs, { shouldStop }),
      [highs.constants.callbackType.mipImprovingSolution]: (event): undefined => {
        values = event.data.mip_solution ?? values;
      },
    });
    if (model.getModelStatus() === highs.constants.modelStatus.optimal) values = model.getSolution().colValue;
    if (!values) return { seating: best, undealt: [] };
    const whole = readWhole(exact, { board, values, tenths: best.tenths });
    return isRuled(board) ? dealWhole(board, exact, { whole, values, best, groups }) : { seating: whole, undealt: [] };
  });
}

function earlierGroups(board: Board, earlier: readonly EarlierPlace[]): EarlierGroup[] {
  const startAt = new Map([...board.minutes].map((minute, start) => [minute, start]));
  const guestAt = new Map(board.participants.ids.map((id, index) => [id, index]));
  const leaderAt = new Map(board.facilitators.ids.map((id, index) => [id, index]));
  const groups = new Map<string, EarlierGroup>();
  for (const { personId, start, group } of earlier) {
    const at = startAt.get(start);
    if (at === undefined) continue;
    const known = groups.get(`${start} ${group}`) ?? { start: at, guests: [], leaders: [] };
    const [guest, leader] = [guestAt.get(personId), leaderAt.get(personId)];
    if (guest !== undefined) known.guests.push(guest);
    if (leader !== undefined) known.leaders.push(leader);
    groups.set(`${start} ${group}`, known);
  }
  return [...groups.values()];
}

function placesIn(groups: readonly EarlierGroup[], who: "guests" | "leaders"): Map<number, string> {
  const places = new Map<number, string>();
  groups.forEach((group, index) => {
    for (const person of group[who]) places.set(person, `${places.get(person) ?? ""} was in ${index}`);
  });
  return places;
}

/**
 * Per earlier group: whether it still meets (one column, at most as many as there are groups at its start), and how many
 * of each kind of people stay in it, which is what is now maximised.
 */
function addKept(board: Board, exact: ExactModel, at: { start: number; groups: EarlierGroup[] }): void {
  const { model, groups, guests, leaders } = exact;
  const kept = at.groups.map((earlier) => {
    const meets = model.addColumn({ cost: 0, lower: 0, upper: 1, whole: true });
    const stay = (alike: readonly Alike[], who: readonly number[], seats: number): number[] => {
      const columns = alike.flatMap(({ people, columns: own }) => {
        const column = own.get(at.start);
        const most = people.filter((person) => who.includes(person)).length;
        if (column === undefined || most === 0) return [];
        const stays = model.addColumn({ cost: 1, lower: 0, upper: most, whole: true });
        model.addRow({ columns: [stays, column], values: [1, -1], lower: -Infinity, upper: 0 });
        return [stays];
      });
      const values = columns.map(() => 1);
      model.addRow({ columns: [...columns, meets], values: [...values, -seats], lower: -Infinity, upper: 0 });
      return columns;
    };
    const staying = stay(guests, earlier.guests, board.seats);
    stay(leaders, earlier.leaders, 1);
    return { meets, staying };
  });
  const company = addKeptUnits(exact, { ...at, meets: kept.map(({ meets }) => meets) });
  const group = groups[at.start]!;
  const meets = kept.map((one) => one.meets);
  model.addRow({ columns: [...meets, group], values: [...meets.map(() => 1), -1], lower: -Infinity, upper: 0 });
  const single = guests.flatMap(({ columns }) => columns.get(at.start) ?? []);
  const here = [...single.map((column) => [column, 1] as const), ...company.here];
  kept.forEach(({ staying }, index) => {
    // Whoever stays leaves enough others for the minimum of the groups beside theirs.
    const theirs = [...staying.map((column) => [column, 1] as const), ...company.staying[index]!];
    const columns = [...theirs, ...here].map(([column]) => column);
    const values = [...theirs.map(([, size]) => size), ...here.map(([, size]) => -size), board.need];
    model.addRow({ columns: [...columns, group], values, lower: -Infinity, upper: board.need });
  });
}

type Sized = readonly [column: number, size: number];

/** The same for units: one stays in one group at most, and counts as many as were in it. */
function addKeptUnits(
  { model, book, units }: ExactModel,
  at: { start: number; groups: EarlierGroup[]; meets: number[] },
): { staying: Sized[][]; here: Sized[] } {
  const staying = at.groups.map((): Sized[] => []);
  const here: Sized[] = [];
  units.forEach((columns, unit) => {
    const column = columns.at.get(at.start);
    if (column === undefined) return;
    const { people } = book!.units[unit]!;
    here.push([column, people.length]);
    const stays = at.groups.flatMap(({ guests }, index) => {
      const count = people.filter((person) => guests.includes(person)).length;
      if (count === 0) return [];
      const one = model.addColumn({ cost: count, lower: 0, upper: 1, whole: true });
      model.addRow({ columns: [one, at.meets[index]!], values: [1, -1], lower: -Infinity, upper: 0 });
      staying[index]!.push([one, people.length]);
      return [one];
    });
    const values = [...stays.map(() => 1), -1];
    if (stays.length > 0) model.addRow({ columns: [...stays, column], values, lower: -Infinity, upper: 0 });
  });
  return { staying, here };
}

/** Everybody is whole here: the columns are read as they are. */
function readWhole(
  { groups, leaders, guests }: ExactModel,
  { board, values, tenths }: { board: Board; values: Float64Array; tenths: number },
): Seating {
  const startOf = new Int32Array(board.participants.ids.length).fill(-1);
  const share = ({ people, columns }: Alike, give: (person: number, start: number) => void) => {
    let next = 0;
    for (const [start, column] of columns) {
      for (let count = Math.round(values[column]!); count > 0; count--) give(people[next++ % people.length]!, start);
    }
  };
  for (const alike of guests) share(alike, (person, start) => (startOf[person] = start));
  const leads: Seating["leads"] = [];
  for (const alike of leaders) share(alike, (facilitator, start) => leads.push({ facilitator, start }));
  if (!board.led) {
    groups.forEach((column, start) => {
      for (let count = Math.round(values[column]!); count > 0; count--) leads.push({ facilitator: -1, start });
    });
  }
  return { leads, startOf, tenths };
}

/** Under rules, the units' groups beside it: each where most of those it was with before are. `best` where it is not as good. */
function dealWhole(
  board: Board & { ruling: Ruling },
  exact: ExactModel,
  {
    whole,
    values,
    best,
    groups,
  }: { whole: Seating; values: Float64Array; best: Seating; groups: readonly EarlierGroup[] },
): { seating: Seating; undealt: number[] } {
  const book = exact.book!;
  const before = (who: "guests" | "leaders", person: number, start: number) =>
    groups.flatMap((group, index) => (group.start === start && group[who].includes(person) ? [index] : []));
  const prefer: Preference = (seats, { unit, place }) => {
    const { facilitator, start } = seats.leads[place]!;
    const own = book.units[unit]!.people.flatMap((person) => before("guests", person, start));
    const there = [
      ...before("leaders", facilitator, start),
      ...seats
        .membersAt(place)
        .flatMap((other) => book.units[other]!.people.flatMap((p) => before("guests", p, start))),
    ];
    const shared = own.filter((group) => there.includes(group)).length;
    return shared === 0 && there.length > 0 ? -1 : shared;
  };
  const { seats, undealt } = readUnits({ ...exact, book }, { leads: whole.leads, values }, prefer);
  const grouping = new RuledGrouping(board, whole);
  seats.closeUnkept();
  grouping.take(seats);
  const seating = grouping.seating();
  const kept = undealt.length === 0 && grouping.isWhole && seating.tenths >= best.tenths;
  return { seating: kept ? seating : best, undealt };
}
