import { type Problem } from "../src/problem.ts";
import { type Proposal } from "../src/proposal.ts";
import { paintedWeek, weightByMinutes } from "./minute-oracle.ts";

/** Pairs the rules put together, followed through whom they share, or apart: a matrix over everybody anybody knows of. */
function pairsOf({ people, standing, rules }: Problem) {
  const ids = [...new Set([...people.map(({ id }) => id), ...standing.flatMap(({ memberIds }) => memberIds)])];
  const table = (kind: "together" | "apart") =>
    ids.map((one) =>
      ids.map((other) =>
        rules.some((rule) => rule.kind === kind && rule.personIds.includes(one) && rule.personIds.includes(other)),
      ),
    );
  const [together, apart] = [table("together"), table("apart")];
  // Warshall: whoever is together with somebody is together with all they are together with.
  ids.forEach((_, by) =>
    ids.forEach((__, from) =>
      ids.forEach((___, to) => {
        if (together[from]![by] && together[by]![to]) together[from]![to] = true;
      }),
    ),
  );
  const at = (id: string) => ids.indexOf(id);
  return {
    ids,
    together: (one: string, other: string) => one !== other && together[at(one)]![at(other)]!,
    apart: (one: string, other: string) => one !== other && apart[at(one)]![at(other)]!,
  };
}

/** Which rules a proposal breaks, told pair by pair. */
export function brokenRules(problem: Problem, { groups, joinings }: Proposal): string[] {
  const { ids, together, apart } = pairsOf(problem);
  const isLeader = (id: string) => problem.people.some((one) => one.id === id && one.role === "facilitator");
  const joined = (group: string) => joinings.filter(({ groupId }) => groupId === group).flatMap((one) => one.memberIds);
  const rooms = [
    ...groups.map(({ memberIds }) => ({ everybody: memberIds, newcomers: memberIds })),
    ...problem.standing.map(({ id, memberIds }) => ({
      everybody: [...memberIds, ...joined(id)],
      newcomers: joined(id),
    })),
  ];
  const broken: string[] = [];
  for (const { everybody, newcomers } of rooms)
    for (const one of newcomers)
      for (const other of everybody) if (apart(one, other)) broken.push(`${one} beside ${other}`);
  for (const one of ids) {
    const company = ids.filter((other) => together(one, other));
    const own = rooms.filter(({ newcomers }) => newcomers.includes(one));
    const whole = rooms.filter(({ everybody }) => [one, ...company].every((id) => everybody.includes(id)));
    // A facilitator may lead more groups than the one their company is in, a participant has one place.
    if (own.length > 0 && !(isLeader(one) ? whole.length > 0 : own.every((room) => whole.includes(room))))
      broken.push(`${one} without ${company.join()}`);
  }
  return broken;
}

interface Possible {
  guests: number[];
  leader: number;
  start: number;
  tenths: number;
}

/** The best quality of any grouping that keeps the rules, by trying all: for a handful of people, nothing standing. */
export function bestUnderRules(problem: Problem): number {
  const { people, meetingLengthMinutes: length } = problem;
  const { together } = pairsOf(problem);
  const all = possibleGroups(problem);
  const mostOf = (leader: number) => people[leader]!.maxGroups ?? 1;
  const isKept = (chosen: readonly Possible[]) =>
    chosen.every(({ leader }) => {
      const company = leader < 0 ? [] : companyOf(problem, leader, together);
      return company.length === 0 || chosen.some((one) => one.leader === leader && includesAll(one.guests, company));
    });
  let best = 0;
  const choose = (from: number, chosen: readonly Possible[], tenths: number): void => {
    if (tenths > best && isKept(chosen)) best = tenths;
    for (let index = from; index < all.length; index++) {
      const one = all[index]!;
      const led = chosen.filter(({ leader }) => leader >= 0 && leader === one.leader);
      if (led.length > 0 && led.length >= mostOf(one.leader)) continue;
      if (led.some(({ start }) => Math.abs(start - one.start) < length)) continue;
      if (chosen.some(({ guests }) => guests.some((guest) => one.guests.includes(guest)))) continue;
      choose(index + 1, [...chosen, one], tenths + one.tenths);
    }
  };
  choose(0, [], 0);
  return best / 10;
}

const includesAll = (whole: readonly number[], part: readonly number[]) => part.every((one) => whole.includes(one));

const companyOf = ({ people }: Problem, who: number, together: (one: string, other: string) => boolean): number[] =>
  [...people.keys()].filter(
    (other) => people[other]!.role === "participant" && together(people[who]!.id, people[other]!.id),
  );

/** Every group there could be by itself; one that meets at several starts only where that may matter to its leader. */
function possibleGroups(problem: Problem): Possible[] {
  const { people, minPeople, maxPeople, meetingLengthMinutes: length, stepMinutes } = problem;
  const { together, apart } = pairsOf(problem);
  const weeks = people.map((one) => paintedWeek(one, problem.useIfNeeded));
  const led = people.some((one) => one.role === "facilitator" && one.available.length + one.ifNeeded.length > 0);
  const guests = [...people.keys()].filter((index) => people[index]!.role === "participant");
  const leaders = led ? [...people.keys()].filter((index) => people[index]!.role === "facilitator") : [-1];
  const starts = Array.from({ length: 10_080 / stepMinutes }, (_, step) => step * stepMinutes);
  const found: Possible[] = [];
  for (let choice = 1; choice < 2 ** guests.length; choice++) {
    const chosen = guests.filter((_, bit) => (choice >> bit) & 1);
    if (chosen.length + Number(led) < minPeople || chosen.length + Number(led) > maxPeople) continue;
    for (const leader of leaders) {
      const members = leader < 0 ? chosen : [...chosen, leader];
      const id = (index: number) => people[index]!.id;
      if (members.some((one) => members.some((other) => apart(id(one), id(other))))) continue;
      const missing = (one: number) => (other: number) => together(id(one), id(other)) && !members.includes(other);
      if (chosen.some((one) => [...people.keys()].some(missing(one)))) continue;
      const meetings = starts.flatMap((start) => {
        const weights = members.map((member) => weightByMinutes(weeks[member]!, start, length));
        const tenths = Math.round(10 * weights.reduce((sum, weight) => sum + weight, 0));
        return weights.includes(0) ? [] : [{ guests: chosen, leader, start, tenths }];
      });
      const most = Math.max(...meetings.map(({ tenths }) => tenths));
      const several = leader >= 0 && (people[leader]!.maxGroups ?? 1) > 1;
      found.push(...(several ? meetings : meetings.filter(({ tenths }) => tenths === most).slice(0, 1)));
    }
  }
  return found;
}
