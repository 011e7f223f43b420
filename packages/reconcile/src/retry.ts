import type { Trouble } from "./trouble.ts";

export interface Attempt {
  /** How many times it has been tried already, from 1. */
  attempts: number;
  now: Date;
  /** Chance in [0, 1): full jitter, so that a thousand waiting things do not knock at once. */
  chance: number;
}

const CAP_MS = 300_000;

/**
 * When to try again: chance × 2^attempts seconds, at most 300, never before the other side allows it.
 * Undefined when trying again is hopeless: it needs a person, or it is our own bug.
 */
export function nextTry(trouble: Trouble, { attempts, now, chance }: Attempt): Date | undefined {
  if (trouble.sort !== "passing") return undefined;
  const jittered = chance * Math.min(1000 * 2 ** attempts, CAP_MS);
  return new Date(now.getTime() + Math.max(jittered, trouble.retryAfterMs ?? 0));
}
