import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

interface Somebody {
  personId: number;
  name: string;
}

/** Out of a cohort's runs and back into them; each takes the other back (SC-14, SC-22). */
export function useLeavingOut(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const asItIs = {
    onError: (error: unknown) => toast({ text: problemOf(error).sentence }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.cohorts.pathFilter()),
        queries.invalidateQueries(trpc.groups.pathFilter()),
        queries.invalidateQueries(trpc.scheduling.pathFilter()),
      ]),
  };
  const out = useMutation(trpc.signups.leaveOut.mutationOptions(asItIs));
  const back = useMutation(trpc.signups.bringBack.mutationOptions(asItIs));
  return {
    busy: out.isPending || back.isPending,
    leaveOut: ({ personId, name }: Somebody, reason: string) =>
      out.mutate(
        { cohortId, personId, reason },
        {
          onSuccess: () =>
            toast({ text: `${name} is left out of the runs.`, undo: () => back.mutate({ cohortId, personId }) }),
        },
      ),
    bringBack: ({ personId, name }: Somebody, reason: string | null) =>
      back.mutate(
        { cohortId, personId },
        {
          onSuccess: () =>
            toast({
              text: `${name} is placed again.`,
              undo: () => out.mutate({ cohortId, personId, ...(reason !== null && { reason }) }),
            }),
        },
      ),
  };
}
