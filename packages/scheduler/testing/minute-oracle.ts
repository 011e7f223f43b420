import { type Problem } from "../src/problem.ts";
import { type Proposal } from "../src/proposal.ts";

const WEEK = 10_080;

/** One character a minute: A available, n if needed, dot neither, or taken by another meeting. Knows nothing of intervals but how to paint them. */
export function paintedWeek(person: Problem["people"][number], useIfNeeded: boolean): string[] {
  const week = Array.from({ length: WEEK }, () => ".");
  const paint = (intervals: { start: number; end: number }[], colour: string) => {
    for (const { start, end } of intervals)
      for (let minute = start; minute < end; minute++) week[minute % WEEK] = colour;
  };
  if (useIfNeeded) paint(person.ifNeeded, "n");
  paint(person.available, "A");
  paint(person.busy ?? [], ".");
  return week;
}

/** 1, 0.9 or 0 (not free), judged one minute after the other. */
export function weightByMinutes(week: readonly string[], start: number, length: number): number {
  let weight = 1;
  for (let minute = start; minute < start + length; minute++) {
    const colour = week[minute % WEEK];
    if (colour === ".") return 0;
    if (colour === "n") weight = 0.9;
  }
  return weight;
}

/** A facilitator alone is no group, however few people one may have. */
const leastOf = ({ minPeople }: Problem, led: boolean): number => Math.max(minPeople, led ? 2 : 1);

/** Everything a proposal without dates has to keep, told as sentences about what it does not. */
export function faultsOf(problem: Problem, proposal: Proposal): string[] {
  const faults: string[] = [];
  const people = new Map(problem.people.map((one) => [one.id, one]));
  const led = problem.people.some(
    (one) => one.role === "facilitator" && one.available.length + one.ifNeeded.length > 0,
  );
  const groupsOf = new Map<string, number[]>();
  let quality = 0;
  for (const { name, start, memberIds, facilitatorId } of proposal.groups) {
    if (memberIds.length < leastOf(problem, led) || memberIds.length > problem.maxPeople)
      faults.push(`${name}: ${memberIds.length}`);
    if (start % problem.stepMinutes !== 0) faults.push(`${name} starts off the grid`);
    const leaders = memberIds.filter((id) => people.get(id)!.role === "facilitator");
    if (leaders.length !== (led ? 1 : 0)) faults.push(`${name} has ${leaders.length} facilitators`);
    if (led && leaders[0] !== facilitatorId) faults.push(`${name} is led by another`);
    for (const id of memberIds) {
      const week = paintedWeek(people.get(id)!, problem.useIfNeeded);
      const weight = weightByMinutes(week, start, problem.meetingLengthMinutes);
      if (weight === 0) faults.push(`${id} is not free for ${name}`);
      quality += weight;
      groupsOf.set(id, [...(groupsOf.get(id) ?? []), start]);
    }
  }
  for (const [id, starts] of groupsOf) {
    const one = people.get(id)!;
    const most = one.role === "facilitator" ? (one.maxGroups ?? 1) : 1;
    if (starts.length > most) faults.push(`${id} is in ${starts.length} groups`);
    const minutes = starts.flatMap((start) =>
      Array.from({ length: problem.meetingLengthMinutes }, (_, offset) => (start + offset) % WEEK),
    );
    if (new Set(minutes).size !== minutes.length) faults.push(`${id} is in two meetings at once`);
  }
  if (Math.abs(quality - proposal.quality) > 1e-6) faults.push(`quality is ${quality}, not ${proposal.quality}`);
  if (proposal.placed !== groupsOf.size) faults.push(`placed is ${groupsOf.size}, not ${proposal.placed}`);
  if (proposal.placed + proposal.unplaced.length !== problem.people.length) faults.push("somebody is forgotten");
  return faults;
}

/** The best quality there is, by trying everything: only for a handful of people without facilitators of several groups. */
export function bestByTryingAll(problem: Problem): number {
  const { meetingLengthMinutes: length, maxPeople } = problem;
  const weeks = new Map(problem.people.map((one) => [one.id, paintedWeek(one, problem.useIfNeeded)]));
  const led = problem.people.some(
    (one) => one.role === "facilitator" && one.available.length + one.ifNeeded.length > 0,
  );
  const least = leastOf(problem, led);
  const starts = Array.from({ length: WEEK / problem.stepMinutes }, (_, s) => s * problem.stepMinutes);
  const weigh = (ids: readonly string[]): number =>
    Math.max(
      ...starts.map((start) => {
        const weights = ids.map((id) => weightByMinutes(weeks.get(id)!, start, length));
        return weights.includes(0) ? 0 : weights.reduce((sum, weight) => sum + weight, 0);
      }),
    );
  const isLeader = (id: string) => problem.people.find((one) => one.id === id)!.role === "facilitator";
  const known = new Map<string, number>();
  const best = (left: readonly string[]): number => {
    if (left.length < least) return 0;
    const key = left.join();
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const [first, ...rest] = left;
    let most = best(rest);
    for (let choice = 0; choice < 2 ** rest.length; choice++) {
      const group = [first!, ...rest.filter((_, bit) => (choice >> bit) & 1)];
      if (group.length < least || group.length > maxPeople) continue;
      if (group.filter(isLeader).length !== (led ? 1 : 0)) continue;
      const weight = weigh(group);
      if (weight > 0) most = Math.max(most, weight + best(rest.filter((id) => !group.includes(id))));
    }
    known.set(key, most);
    return most;
  };
  return Math.round(best(problem.people.map(({ id }) => id)) * 10) / 10;
}
