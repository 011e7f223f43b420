import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Api } from "./api.ts";
import { until } from "./until.ts";

/** Runs the scheduling of a cohort and accepts what it proposes: its groups stand in preview. */
export async function schedule(api: Api, cohortId: number, changes: Partial<SchedulingSettings> = {}): Promise<void> {
  const settings = { ...(await api.scheduling.defaults.query({ cohortId })), ...changes };
  const { runId } = await api.scheduling.start.mutate({ cohortId, settings });
  await until("the run is done", async () => {
    const run = (await api.scheduling.runs.query({ cohortId })).find(({ id }) => id === runId);
    if (run?.status === "failed") throw new Error(run.error ?? "the run failed");
    return run?.status === "done";
  });
  await api.scheduling.accept.mutate({ runId });
}

/** Waits until every group of a cohort is active. */
export const allActive = (api: Api, cohortId: number): Promise<true> =>
  until("every group is active", async () => {
    const groups = await api.groups.list.query({ cohortId });
    return groups.length > 0 && groups.every(({ status }) => status === "active");
  });

/** Waits until nothing is left to be done on Discord for any group of a cohort. */
export const allInSync = (api: Api, cohortId: number): Promise<true> =>
  until("every group is in step with Discord", async () => {
    const { groups } = await api.sync.health.query({ cohortId });
    return groups.every(({ systems }) =>
      systems.some(({ system, state }) => system === "discord" && state === "in_sync"),
    );
  });
