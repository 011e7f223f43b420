import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { NotYet } from "../refusal.ts";
import { beginRun } from "./begin-run.ts";
import type { Again } from "./run-again.ts";
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
  const { candidates } = await snapshot(ctx.em.fork(), { cohortId, settings, fillStanding: keepPlaced });
  if (!candidates.some(({ awaiting }) => awaiting)) throw new NotYet("Nobody in this cohort is waiting for a group.");
  const { runId, number } = await beginRun(ctx, { cohortId, settings, fillStanding: keepPlaced, again });
  return { runId, number };
}
