import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import type { Refusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";
import { RUN_CARD } from "./run-card.tsx";

/** Starts a run with the one change a remedy names; a toast takes it back in one step (SC-14, SC-22). */
export function useRemedy(show: (runId: number) => void, { watched }: Refusal) {
  const queries = useQueryClient();
  const toast = useToast();
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.scheduling.pathFilter()),
      queries.invalidateQueries(trpc.cohorts.pathFilter()),
    ]);
  const discard = useMutation(trpc.scheduling.discard.mutationOptions({ onMutate: watched.onMutate, onSettled }));
  /** Discards a run and shows another at once: the whole way back. */
  const back = (runId: number, to: number) => {
    show(to);
    discard.mutate(
      { runId },
      {
        onError: (error) => {
          show(runId);
          toast({ text: problemOf(error).sentence });
        },
      },
    );
  };
  const apply = useMutation(
    trpc.scheduling.applyRemedy.mutationOptions({
      ...watched,
      onSuccess: ({ runId, number }, { runId: from }) => {
        show(runId);
        document.querySelector(`#${RUN_CARD}`)?.scrollIntoView({ block: "start" });
        toast({ text: `Run ${number} works with this change.`, undo: () => back(runId, from) });
      },
      onSettled,
    }),
  );
  return { apply, back };
}
