import { useMutation, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

interface RemedyDeeds {
  show: (runId: number) => void;
  /** Discards a run and shows another: the whole way back. */
  back: (runId: number, to: number) => void;
}

/** Starts a run with the one change a remedy names; a toast takes it back in one step (SC-14, SC-22). */
export function useRemedy({ show, back }: RemedyDeeds) {
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation(
    trpc.scheduling.applyRemedy.mutationOptions({
      onSuccess: ({ runId, number }, { runId: from }) => {
        show(runId);
        toast({ text: `Run ${number} works with this change.`, undo: () => back(runId, from) });
      },
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.scheduling.pathFilter()),
          queries.invalidateQueries(trpc.cohorts.pathFilter()),
        ]),
    }),
  );
}
