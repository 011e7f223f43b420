import { Cohort } from "@muster/db/entities/cohort";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { differingSettings, type SettingName } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { reclaimRuns } from "./reclaim-runs.ts";
import { proposalOf, runStateOf, type RunState } from "./run-state.ts";

export interface RunRow extends Omit<RunState, "progress"> {
  progress: Omit<NonNullable<RunState["progress"]>, "series"> | null;
  placed: number;
  groups: number;
  quality: number;
  proven: boolean;
  /** Settings that differ from the run before, by name. */
  changed: SettingName[];
}

const MOST_SHOWN = 100;

/** A cohort's runs, the newest first. */
export async function listRuns(ctx: Context, { cohortId }: { cohortId: number }): Promise<RunRow[]> {
  if ((await ctx.em.count(Cohort, cohortId)) === 0) throw new NotFound(`Cohort ${cohortId} not found`);
  await reclaimRuns(ctx);
  const runs = await ctx.em.find(
    ScheduleRun,
    { cohort: cohortId },
    { orderBy: { number: "desc" }, limit: MOST_SHOWN, populate: ["startedBy"] },
  );
  return runs.map((run, index) => {
    const { progress, ...state } = runStateOf(run, ctx.house.runs.live.get(run.id)?.progress);
    const result = proposalOf(run);
    const { series: _series, ...numbers } = progress ?? { series: [] };
    return {
      ...state,
      progress: progress && (numbers as RunRow["progress"]),
      placed: result?.placed ?? progress?.placed ?? 0,
      groups: result?.groups.length ?? progress?.groups ?? 0,
      quality: result?.quality ?? progress?.bestQuality ?? 0,
      proven: result?.proven ?? false,
      changed: differingSettings(run.settings, runs[index + 1]?.settings ?? run.settings),
    };
  });
}
