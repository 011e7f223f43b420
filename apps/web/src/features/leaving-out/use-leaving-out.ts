import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useRefusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

interface Somebody {
  personId: number;
  name: string;
}

/** Out of a cohort's runs and back into them; each takes the other back (SC-14, SC-22). */
export function useLeavingOut(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const { refused, watched, forget } = useRefusal();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.cohorts.pathFilter()),
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.scheduling.pathFilter()),
    ]);
  // The dialog closes as soon as its deed is done; what stands behind it follows.
  const out = useMutation(trpc.signups.leaveOut.mutationOptions({ ...watched, onSettled: () => void refresh() }));
  const asItIs = { onError: (error: unknown) => toast({ text: problemOf(error).sentence }), onSettled: refresh };
  const back = useMutation(trpc.signups.bringBack.mutationOptions(asItIs));
  const undoBack = useMutation(trpc.signups.leaveOut.mutationOptions(asItIs));
  return {
    isLeavingOut: out.isPending,
    bringingBack: back.isPending ? back.variables.personId : null,
    /** Why somebody could not be left out. */
    problem: refused?.sentence ?? null,
    forget,
    leaveOut: ({ personId, name }: Somebody, reason: string, done: () => void) =>
      out.mutate(
        { cohortId, personId, reason },
        {
          onSuccess: () => {
            done();
            toast({ text: `${name} is left out of the runs.`, undo: () => back.mutate({ cohortId, personId }) });
          },
        },
      ),
    bringBack: ({ personId, name }: Somebody, reason: string | null) =>
      back.mutate(
        { cohortId, personId },
        {
          onSuccess: () =>
            toast({
              text: `${name} is placed again.`,
              undo: () => undoBack.mutate({ cohortId, personId, ...(reason !== null && { reason }) }),
            }),
        },
      ),
  };
}
