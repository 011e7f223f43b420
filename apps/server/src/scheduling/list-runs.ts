import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { differingSettings, type SettingName } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { reclaimRuns } from "./reclaim-runs.ts";
import { rulesBetween } from "./input-fingerprint.ts";
import { inputOf, proposalOf, runStateOf, type RunState } from "./run-state.ts";

export interface RunRow extends Omit<RunState, "progress"> {
  progress: Omit<NonNullable<RunState["progress"]>, "series"> | null;
  placed: number;
  groups: number;
  quality: number;
  proven: boolean;
  /** Its groups are, or were, on Discord: it stays in the history. */
  realized: boolean;
  /** Settings that differ from the run before, by name. */
  changed: SettingName[];
  /** How many rules it kept to that the run before did not, and the other way round. */
  rules: { added: number; gone: number };
}

const MOST_SHOWN = 100;

/** A cohort's runs, the newest first. */
export async function listRuns(ctx: Context, { cohortId }: { cohortId: number }): Promise<RunRow[]> {
  if ((await ctx.em.count(Cohort, cohortId)) === 0) throw new NotFound(`Cohort ${cohortId} not found`);
  await reclaimRuns(ctx);
  const runs = await ctx.em.find(
    ScheduleRun,
    { cohort: cohortId, deletedAt: null },
    { orderBy: { number: "desc" }, limit: MOST_SHOWN, populate: ["startedBy"] },
  );
  const realized = await realizedRuns(ctx, cohortId);
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
      realized: realized.has(run.id),
      rules: rulesSince(run, runs[index + 1] ?? run),
      changed: differingSettings(run.settings, runs[index + 1]?.settings ?? run.settings),
    };
  });
}

function rulesSince(run: ScheduleRun, before: ScheduleRun): RunRow["rules"] {
  const { rulesAdded: added, rulesGone: gone } = rulesBetween(inputOf(before).inputs ?? {}, inputOf(run).inputs ?? {});
  return { added, gone };
}

async function realizedRuns(ctx: Context, cohortId: number): Promise<Set<number>> {
  const groups = await ctx.em.find(Group, { cohort: cohortId, run: { $ne: null }, status: { $ne: "preview" } });
  return new Set(groups.map(({ run }) => run!.id));
}
