import { createHash } from "node:crypto";
import { changes, type Plan, type Step } from "./plan.ts";

export interface Reading {
  /** Steps outside of it (access, messages) go on whether approved or not and leave no mark. */
  counts?: (step: Step) => boolean;
  /** What of a spec a person approves; what it `carries` has steps, and so marks, of its own. */
  essence?: (spec: object, kind: string) => unknown;
}

/**
 * What a person approves when approving a plan: one short mark per step that would change something, sorted, joined
 * by dots.
 */
export function fingerprint(
  plan: Plan,
  { counts = () => true, essence = (spec) => ({ ...spec, carries: undefined }) }: Reading = {},
): string {
  return changes(plan)
    .filter(counts)
    .map((step) => mark(step, essence))
    .toSorted()
    .join(".");
}

/**
 * Is this still the plan that was approved? A part of it is: after an interruption the rest goes on without asking
 * again. Anything that was not in it is not.
 */
export function isWithin(approved: string, now: string): boolean {
  const marks = new Set(approved.split("."));
  return now === "" || now.split(".").every((mark) => marks.has(mark));
}

/** What would be done to which thing; not how it came about, nor ids that change nothing for the reader. */
function mark(step: Step, essence: (spec: object, kind: string) => unknown): string {
  const { kind, key, action } = step;
  return createHash("sha256")
    .update(JSON.stringify([kind, key, action, ordered(subjectOf(step, essence))]))
    .digest("hex")
    .slice(0, 12);
}

function subjectOf(step: Step, essence: (spec: object, kind: string) => unknown): unknown {
  switch (step.action) {
    case "keep":
      return undefined;
    case "create":
    case "recreate":
      return essence(step.spec, step.kind);
    case "update":
      return step.differences;
    case "delete":
      return step.id;
  }
}

/** The same value with its fields in one order, so that equal things read equal. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (value instanceof Map || value instanceof Set) return ordered([...value]);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, ordered(inner)]);
}
