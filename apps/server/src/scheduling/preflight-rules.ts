import { displayName } from "@muster/db/entities/person";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { Conflict } from "../refusal.ts";
import { whyImpossible } from "../rules/why-impossible.ts";
import type { Finding } from "./preflight.ts";
import type { Snapshot } from "./snapshot.ts";

/** `3 rules about 7 people hold in this run.` */
export function rulesInfo({ problem, rows }: Pick<Snapshot, "problem" | "rows">): Finding[] {
  const rules = problem.rules ?? [];
  if (rules.length === 0) return [];
  const about = new Set(rules.flatMap(({ personIds }) => personIds));
  const people = rows
    .filter(({ personId }) => about.has(String(personId)))
    .map((row) => ({ id: row.personId, name: displayName({ ...row, id: row.personId }) }));
  const whom = `about ${about.size} people`;
  const many = rules.length === 1 ? `1 rule ${whom} holds` : `${rules.length} rules ${whom} hold`;
  return [{ code: "rules", sentence: `${many} in this run.`, people, page: "groups" }];
}

/** Rules that no grouping with these settings could keep together. */
export function rulesBlock({ problem, ruled, candidates }: Snapshot, { maxPeople }: SchedulingSettings): Finding[] {
  const rules = (problem.rules ?? []).map(({ kind, personIds }) => ({ kind, personIds: personIds.map(Number) }));
  const why = whyImpossible(rules, {
    people: ruled.flatMap(({ people }) => people),
    maxSize: maxPeople,
    waiting: new Set(candidates.map(({ personId }) => personId)),
    // As the scheduler has it (C29).
    led: problem.people.some((one) => one.role === "facilitator" && one.available.length + one.ifNeeded.length > 0),
  });
  if (!why) return [];
  return [{ code: "rules_impossible", sentence: `${why} Remove one of the rules.`, people: [], page: "groups" }];
}

/** Refused before anything is computed: what the list before a run calls a block. */
export function refuseImpossibleRules(read: Snapshot, settings: SchedulingSettings): void {
  const [block] = rulesBlock(read, settings);
  if (block) throw new Conflict(block.sentence);
}
