import { spanWords } from "../../dates/instant-words.ts";
import { isAction } from "./step-words.ts";
import type { Running } from "./use-realization.ts";

/**
 * `about 3 min left`, at the pace of what was done so far (PL-9). Null before there is a pace, once nothing is left, and
 * while nobody knows what some group still needs.
 */
export function timeLeft({ startedAt, groups }: Pick<Running, "startedAt" | "groups">, now: Date): string | null {
  if (groups.some(({ steps }) => steps.length === 0)) return null;
  const actions = groups.flatMap(({ steps }) => steps).filter(isAction);
  const done = actions.filter(({ state }) => state === "done").length;
  const left = actions.filter(({ state }) => state === "waiting" || state === "doing").length;
  const took = now.getTime() - startedAt.getTime();
  if (done === 0 || left === 0 || took <= 0) return null;
  return `about ${spanWords((took / done) * left)} left`;
}
