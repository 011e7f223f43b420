import { isWorking } from "@muster/domain/scheduling-settings";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { trpc } from "../../app/trpc.ts";
import { fresher, type RunState } from "./run-words.ts";

const POLL_MS = 2_000;

/**
 * One run as it stands and as it goes on; a reload or a second organiser sees the same. Where nothing is pushed, it is asked
 * for every two seconds (SC-8). Null until the first word.
 */
export function useRun(cohortId: number, runId: number | null): RunState | null {
  const [run, setRun] = useState<RunState | null>(null);
  const queries = useQueryClient();
  const { status } = useSubscription(
    trpc.scheduling.watch.subscriptionOptions(runId === null ? skipToken : { runId }, {
      onData: ({ data }) => setRun(data),
    }),
  );
  const pushed = run?.id === runId ? run : null;
  const runs = useQuery(
    trpc.scheduling.runs.queryOptions(
      { cohortId },
      {
        refetchInterval: ({ state }) =>
          status !== "pending" && state.data?.some((row) => isWorking(row.status)) ? POLL_MS : false,
      },
    ),
  );
  const shown = fresher(pushed, runs.data?.find(({ id }) => id === runId) ?? null);
  const working = shown !== null && isWorking(shown.status);
  useEffect(() => {
    if (!working) return;
    return () => void queries.invalidateQueries(trpc.scheduling.pathFilter());
  }, [working, queries]);
  return shown;
}
