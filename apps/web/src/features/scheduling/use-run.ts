import { isWorking } from "@muster/domain/scheduling-settings";
import { skipToken, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { trpc } from "../../app/trpc.ts";
import type { RunState } from "./run-words.ts";

/** One run as it stands and as it goes on; a reload or a second organiser sees the same. Null until the first word. */
export function useRun(runId: number | null): RunState | null {
  const [run, setRun] = useState<RunState | null>(null);
  const queries = useQueryClient();
  useSubscription(
    trpc.scheduling.watch.subscriptionOptions(runId === null ? skipToken : { runId }, {
      onData: ({ data }) => setRun(data),
    }),
  );
  const shown = run?.id === runId ? run : null;
  const working = shown !== null && isWorking(shown.status);
  useEffect(() => {
    if (!working) return;
    return () => void queries.invalidateQueries(trpc.scheduling.pathFilter());
  }, [working, queries]);
  return shown;
}
