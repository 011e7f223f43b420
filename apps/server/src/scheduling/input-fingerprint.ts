import { createHash } from "node:crypto";
import type { ProblemInput } from "@muster/scheduler/problem";

/** What a run read, so that accepting can tell whether it is still so, and whose input is not (WK-5, AD-2). */
export interface InputFingerprint {
  /** By person id: role, week, zone, capacity, hours given away. */
  people: Record<string, string>;
  /** Standing groups, dates, numbering: whatever is nobody's own. */
  rest: string;
  /** Ids of the rules that held; a run from before there were any keeps none. */
  rules?: number[];
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

/** Of the people and the cohort; settings are the run's own and never change. Names may. */
export function fingerprintOf(
  { people, dates, standing = [], rules = [] }: ProblemInput,
  ruleIds: readonly number[] = [],
): InputFingerprint {
  // Who is in a group counts only where a rule may be about them.
  const groups = rules.length > 0 ? standing : standing.map(({ memberIds: _memberIds, ...group }) => group);
  return {
    people: Object.fromEntries(people.map(({ name: _name, ...input }) => [input.id, digest(input)])),
    rest: digest({ dates, standing: groups }),
    rules: ruleIds.toSorted((a, b) => a - b),
  };
}

export interface InputChanges {
  changed: number[];
  added: number[];
  gone: number[];
  rest: boolean;
  rulesAdded: number;
  rulesGone: number;
}

/** Null when nothing has changed. */
export function changesBetween(before: InputFingerprint, now: InputFingerprint): InputChanges | null {
  const ids = (from: InputFingerprint, test: (id: string) => boolean) =>
    Object.keys(from.people).filter(test).map(Number);
  const changes = {
    changed: ids(before, (id) => now.people[id] !== undefined && now.people[id] !== before.people[id]),
    added: ids(now, (id) => before.people[id] === undefined),
    gone: ids(before, (id) => now.people[id] === undefined),
    rest: before.rest !== now.rest,
    ...rulesBetween(before, now),
  };
  const { changed, added, gone, rest, rulesAdded, rulesGone } = changes;
  const nothing = changed.length + added.length + gone.length + rulesAdded + rulesGone === 0 && !rest;
  return nothing ? null : changes;
}

/** How many rules one read that the other did not. */
export function rulesBetween(
  { rules: before = [] }: Pick<InputFingerprint, "rules">,
  { rules: now = [] }: Pick<InputFingerprint, "rules">,
): Pick<InputChanges, "rulesAdded" | "rulesGone"> {
  return {
    rulesAdded: now.filter((id) => !before.includes(id)).length,
    rulesGone: before.filter((id) => !now.includes(id)).length,
  };
}
