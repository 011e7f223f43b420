import { ScheduleRun } from "@muster/db/entities/schedule-run";
import type { Context } from "../context.ts";
import { beginRun } from "./begin-run.ts";
import { defaultSettings } from "./defaults.ts";
import { refuseHopeless } from "./start-run.ts";
import { refuseImpossibleRules } from "./preflight-rules.ts";
import { snapshot } from "./snapshot.ts";
import { refuseOddHour } from "./odd-hour.ts";
import { previewsToReplace } from "./replaced-groups.ts";

interface Rerun {
  cohortId: number;
  /** The previews to place anew, as they were looked at; all other groups stay and take people where they have room. */
  groups: readonly { groupId: number; expectedVersion: number }[];
  /** Places in them that are pinned. */
  keep: readonly { personId: number; groupId: number }[];
}

/**
 * A run that is to take the place of previews: everybody in them and everybody who waits is placed anew, apart from whom
 * one pins. Nothing of them changes before its proposal is accepted: then they make way in the same transaction (SC-19).
 */
export async function rerunGroups(
  ctx: Context,
  { cohortId, groups, keep }: Rerun,
): Promise<{ runId: number; number: number }> {
  const em = ctx.em.fork();
  const replaces = await previewsToReplace(em, { cohortId, groups });
  const [last] = await em.find(
    ScheduleRun,
    { cohort: cohortId, status: "accepted", deletedAt: null },
    { orderBy: { number: "desc" }, limit: 1, fields: ["settings"] },
  );
  const settings = last?.settings ?? (await defaultSettings(ctx, { cohortId }));
  const read = await snapshot(em, { cohortId, settings, fillStanding: true, without: replaces });
  refuseHopeless(read.candidates);
  refuseImpossibleRules(read, settings);
  const kept = replaces.map((group) => ({
    ...group,
    pinned: keep.filter(({ groupId }) => groupId === group.groupId).map(({ personId }) => personId),
  }));
  const otherwise = { instead: "Pin the whole group instead.", field: "keep" };
  for (const { pinned, ...group } of kept) if (pinned.length > 0) refuseOddHour(group, settings, otherwise);
  const { runId, number } = await beginRun(ctx, {
    cohortId,
    settings,
    fillStanding: true,
    replacing: {
      groups: replaces,
      keep: kept.flatMap(({ name: group, pinned }) => pinned.map((personId) => ({ personId, group }))),
    },
  });
  return { runId, number };
}
