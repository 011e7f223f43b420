import { type Problem } from "../src/problem.ts";
import { paintedWeek, weightByMinutes } from "./minute-oracle.ts";

interface Room {
  start: number;
  memberIds: string[];
}

/**
 * The best quality, and the fewest people who change group or time in any grouping of it, by trying every grouping and
 * every way to say which group goes on as which: for a handful of people and starts. Null where no grouping keeps the pins.
 */
export function leastByTryingAll(
  problem: Problem,
  starts: readonly number[],
): { tenths: number; changed: number } | null {
  let least: { tenths: number; changed: number } | null = null;
  for (const { rooms, tenths } of everyGrouping(problem, starts)) {
    if ((least && tenths < least.tenths) || !keepsPins(problem, rooms) || !keepsRules(problem, rooms)) continue;
    const changed = changesOf(problem, rooms);
    if (!least || tenths > least.tenths || changed < least.changed) least = { tenths, changed };
  }
  return least;
}

function* everyGrouping(problem: Problem, starts: readonly number[]): Generator<{ rooms: Room[]; tenths: number }> {
  const weeks = new Map(problem.people.map((one) => [one.id, paintedWeek(one, problem.useIfNeeded)]));
  const tenths = (id: string, start: number) =>
    Math.round(10 * weightByMinutes(weeks.get(id)!, start, problem.meetingLengthMinutes));
  const isFree = ({ available, ifNeeded }: Problem["people"][number]) => available.length + ifNeeded.length > 0;
  const idsOf = (role: string) => problem.people.filter((one) => one.role === role && isFree(one)).map(({ id }) => id);
  const [guests, leaders] = [idsOf("participant"), idsOf("facilitator")];
  const led = Number(leaders.length > 0);
  const rooms: Room[] = [];

  function* place(index: number, sum: number): Generator<{ rooms: Room[]; tenths: number }> {
    const guest = guests[index];
    if (guest === undefined) {
      if (rooms.every(({ memberIds }) => memberIds.length + led >= problem.minPeople))
        yield* led ? lead(0, [], sum) : [{ rooms: structuredClone(rooms), tenths: sum }];
      return;
    }
    yield* place(index + 1, sum);
    for (const room of rooms.filter(({ memberIds }) => memberIds.length + led < problem.maxPeople)) {
      if (tenths(guest, room.start) === 0) continue;
      room.memberIds.push(guest);
      yield* place(index + 1, sum + tenths(guest, room.start));
      room.memberIds.pop();
    }
    for (const start of starts.filter((one) => tenths(guest, one) > 0)) {
      rooms.push({ start, memberIds: [guest] });
      yield* place(index + 1, sum + tenths(guest, start));
      rooms.pop();
    }
  }

  function* lead(index: number, by: readonly string[], sum: number): Generator<{ rooms: Room[]; tenths: number }> {
    const room = rooms[index];
    if (!room) {
      yield {
        rooms: rooms.map(({ start, memberIds }, at) => ({ start, memberIds: [by[at]!, ...memberIds] })),
        tenths: sum,
      };
      return;
    }
    for (const id of leaders) {
      const theirs = rooms.filter((_, at) => by[at] === id);
      const most = problem.people.find((one) => one.id === id)!.maxGroups ?? 1;
      if (tenths(id, room.start) === 0 || theirs.length >= most || theirs.some(({ start }) => start === room.start))
        continue;
      yield* lead(index + 1, [...by, id], sum + tenths(id, room.start));
    }
  }

  yield* place(0, 0);
}

function keepsPins({ pins }: Problem, rooms: readonly Room[]): boolean {
  const roomOf = (pin: Problem["pins"][number]) =>
    rooms.findIndex(({ start, memberIds }) => start === pin.start && memberIds.includes(pin.personId));
  const named = [...Map.groupBy(pins, ({ start, group }) => `${start} ${group}`).values()];
  const meant = named.map((theirs) => new Set(theirs.map(roomOf)));
  const isOne = meant.every((places) => places.size === 1 && !places.has(-1));
  return isOne && new Set(meant.flatMap((places) => [...places])).size === meant.length;
}

function keepsRules({ rules }: Problem, rooms: readonly Room[]): boolean {
  const roomsOf = (id: string) => [...rooms.keys()].filter((at) => rooms[at]!.memberIds.includes(id)).join();
  return rules.every(({ kind, personIds }) =>
    kind === "together"
      ? new Set(personIds.map(roomsOf)).size === 1
      : rooms.every(({ memberIds }) => memberIds.filter((id) => personIds.includes(id)).length <= 1),
  );
}

/** The fewest who change, over every way to say as which earlier group of its start each goes on. */
function changesOf({ people, earlier }: Problem, rooms: readonly Room[]): number {
  const labelsOf = (id: string) =>
    earlier.filter(({ personId }) => personId === id).map(({ start, group }) => `${start} ${group}`);
  const had = new Map(people.map(({ id }) => [id, labelsOf(id).toSorted().join()]));
  const labels = [...new Set(earlier.map(({ start, group }) => `${start} ${group}`))];
  const count = (names: readonly string[]): number => {
    const room = rooms[names.length];
    if (!room) {
      const now = (id: string) => names.filter((_, at) => rooms[at]!.memberIds.includes(id)).toSorted();
      return people.filter(({ id }) => had.get(id) !== now(id).join()).length;
    }
    const free = labels.filter((label) => label.startsWith(`${room.start} `) && !names.includes(label));
    return Math.min(...[`a new one, ${names.length}`, ...free].map((name) => count([...names, name])));
  };
  return count([]);
}
