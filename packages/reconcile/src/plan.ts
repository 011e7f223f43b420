import {
  keyOfDouble,
  type Difference,
  type Differ,
  type Differs,
  type ExternalId,
  type Found,
  type Key,
  type KindName,
  type Kinds,
  type Wanted,
} from "./kind.ts";
import { neverDeleteUsed, type Policy } from "./policy.ts";

export type Step = { kind: string; key: Key } & (
  | { action: "create" | "recreate"; spec: object }
  | { action: "update"; spec: object; id: ExternalId; differences: Difference[]; adopted: boolean }
  | { action: "keep"; id: ExternalId; adopted: boolean }
  | { action: "delete"; id: ExternalId; double: boolean; precious: boolean }
);

export interface Waiting {
  step: Step;
  reason: string;
}

export interface Plan {
  /** In the order they must happen. */
  steps: Step[];
  /** Steps that need a person's word first, kept so that a person can see them. */
  held: Step[];
  /** What cannot be made yet, and why: nobody's fault and nobody's task. */
  waiting: Waiting[];
}

export interface PlanOptions<K extends Kinds> {
  /** Makers before users: a category before the channels inside it. Deletes run the other way. */
  order: readonly KindName<K>[];
  differs: Differs<K>;
  /** What we wrote down of things made before. One that can no longer be seen was taken away by somebody. */
  remembered?: ReadonlyMap<Key, ExternalId>;
  policy?: Policy;
  /** Which of two doubles is the older; by number unless the world counts otherwise. */
  byAge?: (a: ExternalId, b: ExternalId) => number;
}

/**
 * What must happen for `observed` to become `desired`. Pure: no clock, no network, no new ids.
 *
 *   desired   | observed          | step
 *   ----------|-------------------|---------------------------------------------------------------
 *   channel A | —                 | create A, or recreate A if we remember having made it
 *   channel A | channel A'        | update A (differences)
 *   channel A | channel A         | keep A; adopted when it is not the one we wrote down
 *   channel A | A older, A younger| keep the older, delete the younger under a key of its own
 *   channel A, waits | —          | nothing: waiting, with the reason
 *   —         | channel B         | delete B
 */
export function plan<K extends Kinds>(
  desired: readonly Wanted<K>[],
  observed: readonly Found<K>[],
  { order, differs, remembered = new Map(), policy = neverDeleteUsed, byAge = byNumber }: PlanOptions<K>,
): Plan {
  const wantedKeys = new Set(desired.map((wanted) => wanted.key));
  const foundByKey = Map.groupBy(
    observed.toSorted((a, b) => byAge(a.id, b.id)),
    (found) => found.key,
  );

  const waiting: Waiting[] = [];
  const upserts: Step[] = [];
  for (const wanted of inOrder(desired, order)) {
    const found = foundByKey.get(wanted.key)?.[0];
    const step = found ? stepFor(wanted, found, { differs, remembered }) : absent(wanted, remembered);
    if (!found && wanted.waitsFor !== undefined) waiting.push({ step, reason: wanted.waitsFor });
    else upserts.push(step);
  }

  const unwanted = (found: Found<K>) => !wantedKeys.has(found.key) || foundByKey.get(found.key)?.[0] !== found;
  const leaving = inOrder(observed, order).toReversed().filter(unwanted);
  const deletes = leaving.map(({ kind, key, id, precious = false }): Step => {
    const double = wantedKeys.has(key);
    return { action: "delete", kind, key: double ? keyOfDouble(key, id) : key, id, double, precious };
  });

  const { allowed = [], held = [] } = Object.groupBy([...upserts, ...deletes], (step) =>
    policy(step) ? "allowed" : "held",
  );
  return { steps: allowed, held, waiting };
}

/** Nothing to do, nothing held and nobody awaited. */
export const isSettled = (plan: Plan): boolean =>
  plan.held.length === 0 && plan.waiting.length === 0 && plan.steps.every((step) => step.action === "keep");

/** The steps that would change something, held ones too: what a person is asked to approve. */
export const changes = (plan: Plan): Step[] => [...plan.steps, ...plan.held].filter((step) => step.action !== "keep");

function absent({ kind, key, spec }: Wanted<Kinds>, remembered: ReadonlyMap<Key, ExternalId>): Step {
  return { action: remembered.has(key) ? "recreate" : "create", kind, key, spec };
}

interface Knowledge<K extends Kinds> {
  differs: Differs<K>;
  remembered: ReadonlyMap<Key, ExternalId>;
}

function stepFor<K extends Kinds>(wanted: Wanted<K>, found: Found<K>, { differs, remembered }: Knowledge<K>): Step {
  const { kind, key, spec } = wanted;
  const differences = [...differencesBetween(wanted, found, differs)];
  const adopted = remembered.get(key) !== found.id;
  return differences.length === 0
    ? { action: "keep", kind, key, id: found.id, adopted }
    : { action: "update", kind, key, id: found.id, spec, differences, adopted };
}

/** The one cast: TypeScript cannot see that `wanted` and `found` share a kind; their equal keys guarantee it. */
function differencesBetween<K extends Kinds>(wanted: Wanted<K>, found: Found<K>, differs: Differs<K>) {
  const differ = differs[wanted.kind] as Differ<unknown, unknown>;
  return differ(wanted.spec, found.state);
}

/** By kind; within a kind in the order given, so that whoever wrote the desire decides who comes first. */
function inOrder<T extends { kind: string }>(items: readonly T[], order: readonly string[]): T[] {
  return items.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Ids that grow with time, such as snowflakes: a shorter number is a smaller one. */
export function byNumber(a: ExternalId, b: ExternalId): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}
