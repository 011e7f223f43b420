import type { Key } from "./kind.ts";
import type { Step } from "./plan.ts";

/** Whether a step may be taken without asking a person. */
export type Policy = (step: Step) => boolean;

export const everything: Policy = () => true;
/** A dry run: nothing is touched, everything is told. */
export const nothing: Policy = (step) => step.action === "keep";
export const neverDelete: Policy = (step) => step.action !== "delete";
export const neverCreate: Policy = (step) => step.action !== "create" && step.action !== "recreate";
export const neverRecreate: Policy = (step) => step.action !== "recreate";
/** A superfluous double in which people have left something is shown, not removed. */
export const neverDeleteUsed: Policy = (step) => !(step.action === "delete" && step.double && step.precious);

/** Only what every policy allows. */
export const all =
  (...policies: Policy[]): Policy =>
  (step) =>
    policies.every((policy) => policy(step));

/** The policy governs these kinds and no others: access is never refused because a channel may not be made. */
export const over =
  (kinds: Iterable<string>, policy: Policy): Policy =>
  (step) =>
    !new Set(kinds).has(step.kind) || policy(step);

/** An organiser's repair: for these keys the hold is lifted, whatever the policy says. */
export const repairing =
  (keys: ReadonlySet<Key>, policy: Policy): Policy =>
  (step) =>
    keys.has(step.key) || policy(step);
