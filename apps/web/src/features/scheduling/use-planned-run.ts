import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc, type Inputs } from "../../app/trpc.ts";
import { useRefusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

type Planned = Omit<Inputs["scheduling"]["plan"], "cohortId">;

/** The run that begins by itself: planned, and called off with a way back to its moment and its settings. */
export function usePlannedRun(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const { at, plannedBy } = useSuspenseQuery(trpc.scheduling.planned.queryOptions({ cohortId })).data;
  const { refused, watched } = useRefusal();
  const asItIs = {
    ...watched,
    onSettled: () => queries.invalidateQueries(trpc.scheduling.planned.queryFilter({ cohortId })),
  };
  const planning = useMutation(trpc.scheduling.plan.mutationOptions(asItIs));
  // Undo is pressed from any page: what stands in its way is told where one is.
  const undoing = useMutation(
    trpc.scheduling.plan.mutationOptions({
      ...asItIs,
      onError: (error) => toast({ text: problemOf(error).sentence }),
    }),
  );
  const callingOff = useMutation(
    trpc.scheduling.callOff.mutationOptions({
      ...asItIs,
      onSuccess: ({ was }) =>
        was
          ? toast({ text: "The planned run is called off.", undo: () => undoing.mutate({ cohortId, ...was }) })
          : toast({ text: "There was no planned run any more." }),
    }),
  );
  return {
    at,
    plannedBy,
    busy: planning.isPending || callingOff.isPending,
    problem: refused?.sentence,
    plan: (planned: Planned) => planning.mutate({ cohortId, ...planned }),
    callOff: () => callingOff.mutate({ cohortId }),
  };
}
