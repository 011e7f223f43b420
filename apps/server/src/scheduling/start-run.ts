import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { MOST_PEOPLE } from "@muster/scheduler/problem";
import type { Context } from "../context.ts";
import { Invalid, NotYet } from "../refusal.ts";
import { beginRun } from "./begin-run.ts";
import { refuseImpossibleRules } from "./preflight-rules.ts";
import { replacedBy, type Again } from "./run-again.ts";
import { snapshot } from "./snapshot.ts";

interface Start {
  cohortId: number;
  settings: SchedulingSettings;
  /** Groups that stand keep their people and take others where they have room. */
  keepPlaced?: boolean | undefined;
  again?: Again | undefined;
}

/** An organiser starts a run and is answered at once; refused with a sentence where there is nobody to place. */
export async function startRun(
  ctx: Context,
  { cohortId, settings, keepPlaced = false, again }: Start,
): Promise<{ runId: number; number: number }> {
  const without = await replacedBy(ctx.em.fork(), again);
  // Over previews the first run filled whatever stays, and so does every further one from it.
  const fillStanding = keepPlaced || without.length > 0;
  const read = await snapshot(ctx.em.fork(), { cohortId, settings, fillStanding, without });
  refuseHopeless(read.candidates);
  refuseImpossibleRules(read, settings);
  const { runId, number } = await beginRun(ctx, { cohortId, settings, fillStanding, again });
  return { runId, number };
}

/** Nobody to place, or more than a run takes: refused before anything is computed. */
export function refuseHopeless(candidates: readonly { awaiting: boolean }[]): void {
  const sentence = tooManyWords(candidates.length);
  if (sentence) throw new Invalid(sentence, { field: "cohortId" });
  if (!candidates.some(({ awaiting }) => awaiting)) throw new NotYet("Nobody in this cohort is waiting for a group.");
}

/** More than a run takes: refused before anything is computed; null otherwise. */
export const tooManyWords = (people: number): string | null =>
  people > MOST_PEOPLE
    ? `A run takes at most ${MOST_PEOPLE.toLocaleString("en")} people, and ${people.toLocaleString("en")} wait here.`
    : null;
