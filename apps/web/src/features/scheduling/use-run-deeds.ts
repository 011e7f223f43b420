import { useMutation, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";

/** Start, stop and discard. A refused start shows the run that works; every refusal is kept until the next deed. */
export function useRunDeeds(show: (runId: number | null) => void) {
  const queries = useQueryClient();
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.scheduling.pathFilter()),
      queries.invalidateQueries(trpc.cohorts.pathFilter()),
    ]);
  const start = useMutation(
    trpc.scheduling.start.mutationOptions({
      onSuccess: ({ runId }) => show(runId),
      onError: () => show(null),
      onSettled,
    }),
  );
  const stop = useMutation(trpc.scheduling.stop.mutationOptions({ onSettled }));
  const discard = useMutation(trpc.scheduling.discard.mutationOptions({ onSuccess: () => show(null), onSettled }));
  return { start, stop, discard, error: start.error ?? stop.error ?? discard.error };
}
