import { createHash } from "node:crypto";
import type { ProblemInput } from "@muster/scheduler/problem";

/** What a run read, so that accepting can tell whether it is still so, and whose input is not (WK-5, AD-2). */
export interface InputFingerprint {
  /** By person id: role, week, zone, capacity, hours given away. */
  people: Record<string, string>;
  /** Standing groups, dates, numbering: whatever is nobody's own. */
  rest: string;
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

/** Of the people and the cohort; settings are the run's own and never change. Names may. */
export function fingerprintOf({ people, dates, standing }: ProblemInput): InputFingerprint {
  return {
    people: Object.fromEntries(people.map(({ name: _name, ...input }) => [input.id, digest(input)])),
    rest: digest({ dates, standing }),
  };
}

export interface InputChanges {
  changed: number[];
  added: number[];
  gone: number[];
  rest: boolean;
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
  };
  const nothing = changes.changed.length + changes.added.length + changes.gone.length === 0 && !changes.rest;
  return nothing ? null : changes;
}
