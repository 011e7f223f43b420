import { type Board } from "./board.ts";
import { type Problem } from "./problem.ts";
import { type Seating } from "./seating.ts";
import { atStanding, OUTSIDE } from "./unit-seats.ts";

/** A group with its people, before it has a name. Indices are the board's. */
export interface DealtGroup {
  start: number;
  facilitator: number;
  members: number[];
}

export interface Deal {
  groups: DealtGroup[];
  /** People for the groups that already stand, by id of the group. */
  joinings: { groupId: string; start: number; members: number[] }[];
}

/** Which group of those at one start somebody should be in: with these people they stay together. */
interface Wish {
  label: string;
  hard: boolean;
}

/**
 * Deals the people at each start into its groups, as evenly as the wishes to stay together allow. Under rules the people
 * of units are in their groups already.
 */
export function deal(board: Board, problem: Problem, { leads, startOf, placeOf }: Seating): Deal {
  const wishes = wishesOf(board, problem);
  const deals: Deal = { groups: [], joinings: [] };
  const members = Array.from(board.minutes, (): number[] => []);
  const seated = new Map<number, number[]>();
  startOf.forEach((start, person) => {
    const place = placeOf?.[person] ?? OUTSIDE;
    if (place !== OUTSIDE) seated.set(place, [...(seated.get(place) ?? []), person]);
    else if (start >= 0) members[start]!.push(person);
  });
  members.forEach((people, start) => {
    const groups = [...leads.keys()]
      .filter((place) => leads[place]!.start === start)
      .toSorted((a, b) => leads[a]!.facilitator - leads[b]!.facilitator)
      .map((place): DealtGroup => {
        const { facilitator } = leads[place]!;
        return { start, facilitator, members: [...(seated.get(place) ?? [])] };
      });
    const seats = groups.reduce((sum, group) => sum + board.seats - group.members.length, 0);
    const guests = people.toSorted(
      (a, b) => Number(wishes.has(key(b, start))) - Number(wishes.has(key(a, start))) || a - b,
    );
    dealEvenly(board, { groups, guests: guests.slice(0, seats), wishes });
    deals.groups.push(...groups);
    deals.joinings.push(
      ...fillStanding(problem, { minute: board.minutes[start]!, guests: guests.slice(seats), seated }),
    );
  });
  return deals;
}

const key = (person: number | string, start: number) => `${person}@${start}`;

function wishesOf(board: Board, problem: Problem): Map<string, Wish> {
  const wishes = new Map<string, Wish>();
  const startAt = new Map([...board.minutes].map((minute, s) => [minute, s]));
  const guests = new Map(board.participants.ids.map((id, index) => [id, String(index)]));
  const leaders = new Map(board.facilitators.ids.map((id, index) => [id, `f${index}`]));
  const wish = (personId: string, start: number, value: Wish) => {
    const person = guests.get(personId) ?? leaders.get(personId);
    const at = startAt.get(start);
    if (person !== undefined && at !== undefined) wishes.set(key(person, at), value);
  };
  for (const { personId, start, group } of problem.earlier)
    wish(personId, start, { label: `earlier ${group}`, hard: false });
  for (const { personId, start, group } of problem.pins) {
    if (group !== undefined) wish(personId, start, { label: `pinned ${group}`, hard: true });
  }
  return wishes;
}

function dealEvenly(
  board: Board,
  { groups, guests, wishes }: { groups: DealtGroup[]; guests: number[]; wishes: Map<string, Wish> },
): void {
  if (groups.length === 0) return;
  const byLabel = labelGroups({ groups, guests, wishes });
  const smallest = () => groups.reduce((least, group) => (group.members.length < least.members.length ? group : least));
  for (const person of guests) {
    const wished = byLabel.get(wishes.get(key(person, groups[0]!.start))?.label ?? "");
    const group = wished && wished.members.length < board.seats ? wished : smallest();
    group.members.push(person);
  }
  const softIn = ({ members, start }: DealtGroup) =>
    members.findLastIndex(
      (person) => !wishes.get(key(person, start))?.hard && (board.ruling?.unitOf[person] ?? -1) < 0,
    );
  for (let small = smallest(); small.members.length < board.need; small = smallest()) {
    const givers = groups.filter((group) => group.members.length > board.need && softIn(group) >= 0);
    if (givers.length === 0) return;
    const large = givers.reduce((most, group) => (group.members.length > most.members.length ? group : most));
    small.members.push(...large.members.splice(softIn(large), 1));
  }
}

/** Each label gets a group: the one its facilitator leads, else the next without a label, the most wanted label first. */
function labelGroups({
  groups,
  guests,
  wishes,
}: {
  groups: DealtGroup[];
  guests: number[];
  wishes: Map<string, Wish>;
}): Map<string, DealtGroup> {
  const byLabel = new Map<string, DealtGroup>();
  const taken = new Set<DealtGroup>();
  for (const group of groups) {
    const label = wishes.get(key(`f${group.facilitator}`, group.start))?.label;
    if (label === undefined || byLabel.has(label)) continue;
    byLabel.set(label, group);
    taken.add(group);
  }
  const wanted = (people: readonly number[]): string[] => {
    const labels = people.flatMap((person) => wishes.get(key(person, groups[0]!.start))?.label ?? []);
    const votes = [...Map.groupBy(labels, (label) => label)].map(([label, all]) => [label, all.length] as const);
    return votes.toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([label]) => label);
  };
  for (const group of groups) {
    const label = taken.has(group) ? undefined : wanted(group.members).find((one) => !byLabel.has(one));
    if (label === undefined) continue;
    byLabel.set(label, group);
    taken.add(group);
  }
  for (const label of wanted(guests)) {
    const free = groups.find((group) => !taken.has(group));
    if (byLabel.has(label) || !free) continue;
    byLabel.set(label, free);
    taken.add(free);
  }
  return byLabel;
}

function fillStanding(
  problem: Problem,
  { minute, guests, seated }: { minute: number; guests: number[]; seated: ReadonlyMap<number, readonly number[]> },
): Deal["joinings"] {
  const joinings: Deal["joinings"] = [];
  const left = [...guests];
  problem.standing.forEach(({ id, start, room }, index) => {
    const units = seated.get(atStanding(index)) ?? [];
    if (start !== minute || left.length + units.length === 0) return;
    joinings.push({ groupId: id, start, members: [...units, ...left.splice(0, room - units.length)] });
  });
  return joinings;
}
