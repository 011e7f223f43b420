import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useRefusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

interface Target {
  homeMeetingId: number;
  hostMeetingId: number;
  number: number;
  /** The group one goes to. */
  host: string;
}

/** Going to another group for one meeting, and taking that back: each refreshes what is shown and can be undone at once. */
export function useVisits() {
  const queries = useQueryClient();
  const toast = useToast();
  const { refused, watched } = useRefusal();
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.visits.pathFilter()),
      queries.invalidateQueries(trpc.signups.pathFilter()),
    ]);
  };
  const asItWas = { ...watched, onSettled: refresh };
  const visiting = useMutation(trpc.visits.visit.mutationOptions(asItWas));
  const cancelling = useMutation(trpc.visits.cancel.mutationOptions(asItWas));
  // Undo is pressed from any page: what stands in its way is told where one is.
  const anywhere = { ...asItWas, onError: (error: unknown) => toast({ text: problemOf(error).sentence }) };
  const undoVisit = useMutation(trpc.visits.cancel.mutationOptions(anywhere));
  const undoCancel = useMutation(trpc.visits.visit.mutationOptions(anywhere));

  const visit = (target: Target) => {
    const { homeMeetingId, hostMeetingId, number, host } = target;
    visiting.mutate(
      { homeMeetingId, hostMeetingId },
      {
        onSuccess: ({ visitId }) =>
          toast({ text: `You visit ${host} for meeting ${number}.`, undo: () => undoVisit.mutate({ visitId }) }),
      },
    );
  };
  const cancel = ({ visitId, homeMeetingId, hostMeetingId, number, host }: Target & { visitId: number }) =>
    cancelling.mutate(
      { visitId },
      {
        onSuccess: () =>
          toast({
            text: `You no longer visit ${host} for meeting ${number}.`,
            undo: () => undoCancel.mutate({ homeMeetingId, hostMeetingId }),
          }),
      },
    );
  return {
    visit,
    cancel,
    isVisiting: visiting.isPending,
    cancelling: cancelling.isPending ? cancelling.variables.visitId : null,
    problem: refused?.sentence ?? null,
  };
}
