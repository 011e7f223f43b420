import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import type { Refusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

interface OfRun {
  id: number;
  number: number;
}

/**
 * Start, stop, discard, delete. A refused start shows the run that works. What was discarded or deleted comes back with
 * Undo (SC-22).
 */
export function useRunDeeds(show: (runId: number | null) => void, { watched }: Refusal) {
  const queries = useQueryClient();
  const toast = useToast();
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.scheduling.pathFilter()),
      queries.invalidateQueries(trpc.cohorts.pathFilter()),
    ]);
  const start = useMutation(
    trpc.scheduling.start.mutationOptions({
      ...watched,
      onSuccess: ({ runId }) => show(runId),
      onError: (error) => {
        watched.onError(error);
        show(null);
      },
      onSettled,
    }),
  );
  const stop = useMutation(trpc.scheduling.stop.mutationOptions({ ...watched, onSettled }));
  const discard = useMutation(trpc.scheduling.discard.mutationOptions({ ...watched, onSettled }));
  const remove = useMutation(trpc.scheduling.remove.mutationOptions({ ...watched, onSettled }));
  const restore = useMutation(
    trpc.scheduling.restore.mutationOptions({
      onMutate: watched.onMutate,
      onSuccess: ({ runId }) => show(runId),
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled,
    }),
  );
  const gone =
    ({ id, number }: OfRun, what: string) =>
    () => {
      show(null);
      toast({ text: `Run ${number} is ${what}.`, undo: () => restore.mutate({ runId: id }) });
    };
  return {
    start,
    stop,
    discard: (run: OfRun) => discard.mutate({ runId: run.id }, { onSuccess: gone(run, "discarded") }),
    remove: (run: OfRun) => remove.mutate({ runId: run.id }, { onSuccess: gone(run, "deleted") }),
    restore: ({ id }: OfRun) => restore.mutate({ runId: id }),
    isDiscarding: discard.isPending,
  };
}
