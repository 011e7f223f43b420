export const REFUSAL_KINDS = ["not_found", "not_allowed", "conflict", "not_yet", "invalid"] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

interface RefusalDetails {
  /** The input's field the sentence belongs to, as a dotted path. */
  field?: string;
  /** Small machine-readable facts beside the sentence: ids, counts, never secrets. */
  facts?: Record<string, unknown>;
}

/** How a verb says no: one plain sentence, translated into an answer once at the door (trpc.ts). */
export abstract class Refusal extends Error {
  abstract readonly kind: RefusalKind;
  readonly field: string | undefined;
  readonly facts: Record<string, unknown> | undefined;

  constructor(sentence: string, { field, facts }: RefusalDetails = {}) {
    super(sentence);
    this.name = new.target.name;
    this.field = field;
    this.facts = facts;
  }
}

/** It does not exist, or it is not theirs to see: the two look alike from outside. */
export class NotFound extends Refusal {
  readonly kind = "not_found";
}

export class NotAllowed extends Refusal {
  readonly kind = "not_allowed";
}

/** Nobody is signed in, or the session has ended. */
export class NotSignedIn extends NotAllowed {}

/** The world has moved on, or two people want one thing. */
export class Conflict extends Refusal {
  readonly kind = "conflict";
}

/** Right, but too early: something else must happen first. */
export class NotYet extends Refusal {
  readonly kind = "not_yet";
}

/** Right, but too often or too much at once. */
export class TooMuch extends NotYet {}

export class Invalid extends Refusal {
  readonly kind = "invalid";
}
