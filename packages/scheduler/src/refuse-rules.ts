import { contradiction, keptWith, type GroupingRule } from "@muster/domain/grouping-rule";
import { formatStretch } from "@muster/domain/meeting-slot";
import { type Pin, type Problem } from "./problem.ts";
import { SchedulingError } from "./scheduling-error.ts";

/** Who can be meant by a rule: participants and facilitators by index, all facilitators, and who sits in which standing group. */
export interface Roll {
  guests: ReadonlyMap<string, number>;
  leaders: ReadonlyMap<string, number>;
  facilitators: ReadonlySet<string>;
  sits: ReadonlyMap<string, readonly number[]>;
}

type Rules = readonly GroupingRule<string>[];

interface Asked {
  rules: Rules;
  /** Who is pinned into one group, as rules of their own. */
  labels: readonly (GroupingRule<string> & { start: number })[];
  roll: Roll;
  led: boolean;
}

/** Refuses rules that no grouping could keep, with one sentence that names people. */
export function refuseBadRules(problem: Problem, { rules, labels, roll, led }: Asked): void {
  const name = (id: string) => problem.people.find((person) => person.id === id)?.name || id;
  refuseContradiction(rules, name, "by the rules");
  const all = [...rules, ...labels];
  for (const id of new Set(rules.flatMap(({ personIds }) => personIds))) {
    const company = [...keptWith(rules, id)].filter((each) => roll.guests.has(each) || roll.facilitators.has(each));
    refuseCompany(company, {
      roll,
      led,
      name,
      problem,
      joins: [...keptWith(rules, id)].some((each) => sitsOnly(each, roll)),
    });
    refusePins(problem, { company, name });
  }
  refuseContradiction(all, name, "by pins and rules");
  refusePinnedGroups(problem, { roll, led, name });
  refuseLeaders(problem, { rules, name });
}

/** A pinned group has one facilitator and no more people than a group may have; whoever the run does not know is passed over. */
function refusePinnedGroups(problem: Problem, { roll, led, name }: { roll: Roll; led: boolean; name: Name }): void {
  const { pins, maxPeople } = problem;
  const named = pins.filter(({ group }) => group !== undefined);
  for (const pinned of Map.groupBy(named, ({ start, group }) => `${start} ${group}`).values()) {
    const ids = [...new Set(pinned.map(({ personId }) => personId))];
    const guests = ids.filter((id) => roll.guests.has(id));
    const [one, other] = ids.filter((id) => roll.leaders.has(id));
    if (one !== undefined && other !== undefined)
      throw new SchedulingError(
        `${name(one)} and ${name(other)} are pinned into one group and are both facilitators, but a group has exactly one`,
      );
    if (guests.length + Number(led || one !== undefined) <= maxPeople) continue;
    throw new SchedulingError(
      `${listed(guests.map(name))} are pinned into one group, but a group has at most ${maxPeople} people${led ? " with its facilitator" : ""}`,
    );
  }
}

const sitsOnly = (id: string, { sits, facilitators }: Roll): boolean => sits.has(id) && !facilitators.has(id);

type Name = (id: string) => string;

function refuseContradiction(rules: Rules, name: Name, why: string): void {
  const pair = contradiction(rules);
  if (pair)
    throw new SchedulingError(`${name(pair[0])} and ${name(pair[1])} are both kept together and kept apart ${why}`);
}

/** Nobody's group has two facilitators, nor more people than its size. */
function refuseCompany(
  company: readonly string[],
  { roll, led, name, problem, joins }: { roll: Roll; led: boolean; name: Name; problem: Problem; joins: boolean },
): void {
  const [one, other] = company.filter((id) => roll.facilitators.has(id));
  if (one !== undefined && other !== undefined) {
    throw new SchedulingError(
      `${name(one)} and ${name(other)} are kept together and are both facilitators, but a group has exactly one`,
    );
  }
  const size = company.length + Number(led && one === undefined);
  if (size <= problem.maxPeople || joins) return;
  const beside = size > company.length ? " with its facilitator" : "";
  throw new SchedulingError(
    `${listed(company.map(name))} are kept together, but a group has at most ${problem.maxPeople} people${beside}`,
  );
}

/** People kept together have one start and one group. */
function refusePins(
  { pins, people, meetingLengthMinutes: length }: Problem,
  { company, name }: { company: readonly string[]; name: Name },
): void {
  const facilitators = new Set(people.filter(({ role }) => role === "facilitator").map(({ id }) => id));
  const theirs = pins.filter(({ personId }) => company.includes(personId) && !facilitators.has(personId));
  const at = ({ start }: Pin) => formatStretch(start, start + length);
  for (const one of theirs) {
    const moved = theirs.find(({ start }) => start !== one.start);
    if (moved)
      throw new SchedulingError(
        `${name(one.personId)} and ${name(moved.personId)} are kept together, but are pinned to ${at(one)} and ${at(moved)}`,
      );
    const split = theirs.find(({ group }) => one.group !== undefined && group !== undefined && group !== one.group);
    if (split)
      throw new SchedulingError(
        `${name(one.personId)} and ${name(split.personId)} are kept together, but are pinned into two groups`,
      );
  }
}

/** A pinned group's facilitator against the rules of the people pinned into it. */
function refuseLeaders({ pins, people }: Problem, { rules, name }: { rules: Rules; name: Name }): void {
  const facilitators = new Set(people.filter(({ role }) => role === "facilitator").map(({ id }) => id));
  for (const led of pins.filter(({ personId, group }) => group !== undefined && facilitators.has(personId))) {
    for (const { personId, start, group } of pins) {
      if (start !== led.start || group !== led.group || personId === led.personId) continue;
      const company = keptWith(rules, personId);
      const own = [...company].find((id) => facilitators.has(id) && id !== led.personId);
      if (own !== undefined)
        throw new SchedulingError(
          `${name(personId)} is pinned into a group of ${name(led.personId)}, but is kept together with ${name(own)}`,
        );
      const pair = [...company].find((id) =>
        rules.some(
          ({ kind, personIds }) => kind === "apart" && personIds.includes(id) && personIds.includes(led.personId),
        ),
      );
      if (pair !== undefined)
        throw new SchedulingError(
          `${name(personId)} is pinned into a group of ${name(led.personId)}, from whom ${name(pair)} is kept apart`,
        );
    }
  }
}

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
