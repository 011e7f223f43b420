import { keptFrom, keptWith, type GroupingRule } from "@muster/domain/grouping-rule";
import { formatStretch } from "@muster/domain/meeting-slot";
import { hasBit } from "./bits.ts";
import { type Board } from "./board.ts";
import { type Problem } from "./problem.ts";
import { refuseBadRules, type Roll } from "./refuse-rules.ts";
import { SchedulingError } from "./scheduling-error.ts";

/** Any group will do. */
export const ANYBODY = -1;
/** No new group at all. */
export const NOBODY = -2;

/** Participants who are seated as one: a company, or one person whom a rule keeps from somebody. Indices are the board's. */
export interface Unit {
  people: number[];
  /** The facilitator whose group it has to be, ANYBODY, or NOBODY where only a standing group will do. */
  ledBy: number;
  /** Standing groups they may join. */
  standing: ReadonlySet<number>;
  /** Units, and facilitators, in whose group they may not be. */
  apart: ReadonlySet<number>;
  apartLeaders: ReadonlySet<number>;
}

/** What the rules come to on a board. Everybody in no unit is as free as without rules. */
export interface Ruling {
  units: Unit[];
  /** Unit of each participant, or -1. */
  unitOf: Int32Array;
  /** Per facilitator: the unit that must have a place if they lead at all, ANYBODY, or NOBODY where they may not lead. */
  leadsFor: Int32Array;
  /** Facilitators whom rules are about, and who are therefore like no other. */
  leaders: ReadonlySet<number>;
  standing: Problem["standing"];
  /** Of the rules that keep apart: units and facilitators, none of whom may share a group with another. */
  cliques: { units: number[]; leaders: number[] }[];
  /** False where only pins ask for it. */
  hasRules: boolean;
}

export const isRuled = (board: Board): board is Board & { ruling: Ruling } => board.ruling !== null;

/**
 * Reads the rules of a problem, with what pins say of staying together. Null where they say nothing of anybody who can be
 * placed, and where the pinned groups come out whatever is dealt: one at a start, and no more of it than every group
 * needs (unless `evenIfDealt`). Throws SchedulingError with a sentence that names people where no grouping could keep them.
 */
export function rulingOf(board: Board, problem: Problem, { evenIfDealt = false } = {}): Ruling | null {
  if (problem.rules.length === 0 && problem.pins.length === 0) return null;
  const roll = rollOf(board, problem);
  const rules = knownRules(problem.rules, roll);
  const labels = pinnedTogether(problem, roll);
  const beside = pinnedBeside(problem, roll);
  refuseBadRules(problem, { rules, labels, roll, led: board.led });
  const isDealt = beside.length === 0 && labels.every(({ personIds }) => personIds.length <= board.need);
  if (rules.length === 0 && isDealt && !evenIfDealt) return null;
  const all = [...rules, ...labels, ...beside];
  const reading: Reading = { board, problem, roll, rules: all };
  const units: Unit[] = [];
  const unitOf = new Int32Array(board.participants.ids.length).fill(-1);
  const named = new Set(all.flatMap(({ personIds }) => personIds));
  board.participants.ids.forEach((id, person) => {
    if (unitOf[person]! >= 0 || !named.has(id)) return;
    const people = [...keptWith(all, id)].flatMap((each) => roll.guests.get(each) ?? []).toSorted((a, b) => a - b);
    for (const each of people) unitOf[each] = units.length;
    units.push(readUnit(reading, { id, people }));
  });
  linkApart(reading, { units, unitOf });
  refuseUnfree(board, { units, problem });
  const leadsFor = Int32Array.from(board.facilitators.ids, (id) => readLeader(reading, { id, unitOf }));
  if (units.length === 0 && leadsFor.every((company) => company === ANYBODY)) return null;
  const meant = units.flatMap(({ ledBy, apartLeaders }) => [ledBy, ...apartLeaders]);
  return {
    units,
    unitOf,
    leadsFor,
    leaders: new Set([...leadsFor.keys()].filter((f) => leadsFor[f] !== ANYBODY || meant.includes(f))),
    standing: problem.standing,
    cliques: readCliques(reading, unitOf),
    hasRules: rules.length > 0,
  };
}

interface Reading {
  board: Board;
  problem: Problem;
  roll: Roll;
  rules: readonly GroupingRule<string>[];
}

/** Who is who. Somebody who leads a standing group may lead another one too; a participant to be placed sits nowhere. */
function rollOf(board: Board, { people, standing }: Problem): Roll {
  const guests = new Map(board.participants.ids.map((id, index) => [id, index]));
  const leaders = new Map(board.facilitators.ids.map((id, index) => [id, index]));
  const sits = new Map<string, number[]>();
  standing.forEach(({ memberIds }, group) => {
    for (const id of memberIds) if (!guests.has(id)) sits.set(id, [...(sits.get(id) ?? []), group]);
  });
  const facilitators = new Set(people.filter(({ role }) => role === "facilitator").map(({ id }) => id));
  return { guests, leaders, facilitators, sits };
}

function knownRules(rules: readonly GroupingRule<string>[], { guests, facilitators, sits }: Roll) {
  return rules
    .map(({ kind, personIds }) => ({
      kind,
      personIds: [...new Set(personIds)].filter((id) => guests.has(id) || facilitators.has(id) || sits.has(id)),
    }))
    .filter(({ personIds }) => personIds.length >= 2);
}

/** People pinned into one group of one start stay together; their facilitator is found by `pinnedLeader`. */
function pinnedTogether({ pins }: Problem, { guests }: Roll): (GroupingRule<string> & { start: number })[] {
  const byGroup = Map.groupBy(
    pins.filter(({ group, personId }) => group !== undefined && guests.has(personId)),
    ({ start, group }) => `${start} ${group}`,
  );
  return [...byGroup.values()]
    .map((theirs) => ({
      kind: "together" as const,
      start: theirs[0]!.start,
      personIds: [...new Set(theirs.map(({ personId }) => personId))],
    }))
    .filter(({ personIds }) => personIds.length >= 1);
}

/** Two groups pinned to one start are two: somebody of each, or else who leads it, is kept apart from the others. */
function pinnedBeside({ pins }: Problem, { guests, leaders }: Roll): GroupingRule<string>[] {
  const known = pins.filter(
    ({ group, personId }) => group !== undefined && (guests.has(personId) || leaders.has(personId)),
  );
  return [...Map.groupBy(known, ({ start }) => start).values()]
    .map((there) =>
      [...Map.groupBy(there, ({ group }) => group).values()].map(
        (theirs) => (theirs.find(({ personId }) => guests.has(personId)) ?? theirs[0]!).personId,
      ),
    )
    .filter((ids) => ids.length >= 2 && ids.some((id) => guests.has(id)))
    .map((personIds) => ({ kind: "apart" as const, personIds }));
}

function readUnit({ board, problem, roll, rules }: Reading, { id, people }: { id: string; people: number[] }): Unit {
  const company = [...keptWith(rules, id)];
  const ids = people.map((person) => board.participants.ids[person]!);
  const shunned = new Set(ids.flatMap((each) => [...keptFrom(rules, each)]));
  // Who has a place already, or leads: the company has to come to them.
  const fixed = company.filter((each) => !roll.guests.has(each));
  const seated = fixed.filter((each) => !roll.facilitators.has(each));
  const facilitator = fixed.find((each) => roll.facilitators.has(each));
  const standing = problem.standing
    .map(({ memberIds }, group) => ({ memberIds, group }))
    .filter(({ memberIds }) => fixed.every((each) => memberIds.includes(each)))
    .filter(({ memberIds }) => !memberIds.some((each) => roll.sits.has(each) && shunned.has(each)))
    .map(({ group }) => group);
  const company_ = facilitator === undefined ? ANYBODY : (roll.leaders.get(facilitator) ?? NOBODY);
  return {
    people,
    ledBy: seated.length > 0 ? NOBODY : company_ === ANYBODY ? pinnedLeader(problem, { ids, roll }) : company_,
    standing: new Set(standing),
    apart: new Set(),
    apartLeaders: new Set([...shunned].flatMap((each) => roll.leaders.get(each) ?? [])),
  };
}

/** The facilitator pinned into the same group as one of these people. */
function pinnedLeader({ pins }: Problem, { ids, roll }: { ids: readonly string[]; roll: Roll }): number {
  const theirs = pins.filter(({ personId, group }) => group !== undefined && ids.includes(personId));
  const pin = pins.find(
    ({ personId, start, group }) =>
      roll.leaders.has(personId) && theirs.some((one) => one.start === start && one.group === group),
  );
  return pin ? roll.leaders.get(pin.personId)! : ANYBODY;
}

function linkApart({ board, roll, rules }: Reading, { units, unitOf }: { units: Unit[]; unitOf: Int32Array }): void {
  units.forEach((unit, index) => {
    const apart = new Set<number>();
    for (const person of unit.people) {
      for (const id of keptFrom(rules, board.participants.ids[person]!)) {
        const other = roll.guests.get(id);
        if (other !== undefined) apart.add(unitOf[other]!);
      }
    }
    units[index] = { ...unit, apart };
  });
}

function readLeader({ problem, roll, rules }: Reading, { id, unitOf }: { id: string; unitOf: Int32Array }): number {
  const company = [...keptWith(rules, id)];
  const seated = company.filter((each) => !roll.guests.has(each) && each !== id);
  const together = problem.standing.some(({ memberIds }) => [id, ...seated].every((each) => memberIds.includes(each)));
  if (seated.length > 0 && !together) return NOBODY;
  const guest = company.find((each) => roll.guests.has(each));
  return guest === undefined ? ANYBODY : unitOf[roll.guests.get(guest)!]!;
}

/** Whoever is pinned takes their company with them, so that all of it has to be free then. */
function refuseUnfree(board: Board, { units, problem }: { units: readonly Unit[]; problem: Problem }): void {
  const { participants, facilitators, words, pinnedAt, minutes, length } = board;
  const name = (id: string) => problem.people.find((person) => person.id === id)?.name || id;
  for (const { people, ledBy } of units) {
    const pinned = people.find((person) => pinnedAt[person]! >= 0);
    if (pinned === undefined) continue;
    const start = pinnedAt[pinned]!;
    const busy = people.find((person) => !hasBit(participants.free, person * words, start));
    const away = ledBy >= 0 && !hasBit(facilitators.free, ledBy * words, start);
    if (busy === undefined && !away) continue;
    const other = busy === undefined ? facilitators.ids[ledBy]! : participants.ids[busy]!;
    throw new SchedulingError(
      `${name(participants.ids[pinned]!)} is pinned to ${formatStretch(minutes[start]!, minutes[start]! + length)} and kept together with ${name(other)}, who is not free then`,
    );
  }
}

function readCliques({ roll, rules }: Reading, unitOf: Int32Array): Ruling["cliques"] {
  return rules
    .filter(({ kind }) => kind === "apart")
    .map(({ personIds }) => ({
      units: [...new Set(personIds.flatMap((id) => (roll.guests.has(id) ? unitOf[roll.guests.get(id)!]! : [])))],
      leaders: personIds.flatMap((id) => roll.leaders.get(id) ?? []),
    }))
    .filter(({ units }) => units.length > 0);
}
