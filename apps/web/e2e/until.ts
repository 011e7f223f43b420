import { setTimeout as pause } from "node:timers/promises";

const EVERY_MS = 100;

/**
 * Asks until the answer is neither undefined, null nor false, and gives it. Fails with the last answer or error once
 * `patienceMs` of asking have passed.
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer> | Answer,
  patienceMs = 120_000,
): Promise<NonNullable<Exclude<Answer, false>>> {
  const late = AbortSignal.timeout(patienceMs);
  let last: unknown;
  while (!late.aborted) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false)
        return answer as NonNullable<Exclude<Answer, false>>;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(EVERY_MS);
  }
  throw new Error(`waited in vain until ${what}`, { cause: last });
}
