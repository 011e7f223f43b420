import { setTimeout as pause } from "node:timers/promises";

const EVERY_MS = 100;

/** It did not come to pass in time; the cause is the last answer, or the last error. */
export class InVain extends Error {
  override name = "InVain";
}

/** Asks until the answer is neither undefined, null nor false, and gives it. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer> | Answer,
  patienceMs = 60_000,
): Promise<NonNullable<Exclude<Answer, false>>> {
  const end = performance.now() + patienceMs;
  let last: unknown;
  while (performance.now() < end) {
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
  const found = last instanceof Error ? last.message : JSON.stringify(last);
  throw new InVain(`waited in vain until ${what}: ${found}`, { cause: last });
}
