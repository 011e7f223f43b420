import { type Board } from "./board.ts";
import { type Earlier } from "./earlier-groups.ts";
import { type Alike, type ExactModel } from "./exact-model.ts";
import { addKeptStart, BIT, columnsOfRest, type KeptGroup, type KeptStart } from "./kept-start.ts";
import { ones, sumsOf } from "./rule-rows.ts";
import { spellOut } from "./spell-out.ts";

/**
 * Adds to a model what the second question asks. Where somebody met before, the earlier groups are told apart; what is
 * maximised is how many people are where they were, less how many have a place who had none. `spelled`: starts whose other
 * groups are written out one by one.
 */
export function addKeptGroups(
  board: Board,
  exact: ExactModel,
  { earlier, spelled }: { earlier: Earlier; spelled: ReadonlySet<number> },
): KeptStart[] {
  const starts = [...Map.groupBy(earlier.groups, ({ start }) => start)].map(([start, groups]) => {
    const at = addKeptStart(board, exact, { start, groups });
    if (spelled.has(start)) {
      const others: Alike = { people: [], columns: new Map([[start, at.rest.fill]]) };
      spellOut(exact.model, exact.book!, { start, columns: columnsOfRest(exact, at), guests: [others] });
    }
    return at;
  });
  const kept = starts.flatMap((at) => at.kept);
  countGuests(board, exact, { kept, earlier });
  countUnits(exact, { kept, earlier });
  countLeaders(board, exact, { kept, earlier });
  return starts;
}

interface Counted {
  kept: readonly KeptGroup[];
  earlier: Earlier;
}

/** Who joins a group that already stands changes nothing; where one meets too, the model cannot tell them from others. */
function countGuests({ room }: Board, { model, guests }: ExactModel, { kept, earlier }: Counted): void {
  guests.forEach(({ people, columns }, index) => {
    const places = earlier.guestPlaces[people[0]!]!;
    if (places === 0) for (const [start, column] of columns) if (room[start] === 0) model.setCost(column, -1);
    if (places === 1) for (const [column] of ones(kept.map(({ stays }) => stays.get(index)))) model.setCost(column, 1);
  });
}

function countUnits({ model, units, book }: ExactModel, { kept, earlier }: Counted): void {
  units.forEach(({ at }, unit) => {
    const { people } = book!.units[unit]!;
    const newcomers = people.filter((person) => earlier.guestPlaces[person] === 0).length;
    for (const column of at.values()) model.setCost(column, -newcomers);
    for (const { from, units: seated } of kept) {
      const stay = people.filter((person) => from.guests.has(person) && earlier.guestPlaces[person] === 1).length;
      if (seated[unit] !== undefined) model.setCost(seated[unit], stay);
    }
  });
}

/** Whoever leads several groups is where they were only with all of them, and with no other. */
function countLeaders(board: Board, { model, leaders }: ExactModel, { kept, earlier }: Counted): void {
  const atMost = sumsOf(model);
  leaders.forEach(({ people, columns }, index) => {
    const person = people[0]!;
    const [places, capacity] = [earlier.leaderPlaces[person]!, board.capacity[person]!];
    const all = ones([...columns.values()]);
    const stays = ones(kept.map(({ from, leads }) => (from.leaders.has(person) ? leads.get(index) : undefined)));
    if (capacity === 1) {
      if (places === 0) for (const [column] of all) model.setCost(column, -1);
      if (places === 1) for (const [column] of stays) model.setCost(column, 1);
    } else if (places === 0) {
      const begins = model.addColumn({ ...BIT, cost: -1 });
      for (const term of all) atMost([term], [[begins, 1]]);
    } else if (stays.length === places) {
      const unchanged = model.addColumn({ ...BIT, cost: 1 });
      for (const term of stays) atMost([[unchanged, 1]], [term]);
      atMost([...all, [unchanged, capacity]], [], places + capacity);
    }
  });
}
