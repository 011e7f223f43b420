import { useMutation, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";

/** Accepts a run's proposal as preview groups; a refusal says what changed since and leaves everything as it was. */
export function useAccept(onAccepted: () => void) {
  const queries = useQueryClient();
  return useMutation(
    trpc.scheduling.accept.mutationOptions({
      onSuccess: async () => {
        onAccepted();
        await Promise.all([
          queries.invalidateQueries(trpc.cohorts.pathFilter()),
          queries.invalidateQueries(trpc.groups.pathFilter()),
          queries.invalidateQueries(trpc.scheduling.pathFilter()),
        ]);
      },
      onError: () => queries.invalidateQueries(trpc.scheduling.pathFilter()),
    }),
  );
}
