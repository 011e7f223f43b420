import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

/** Leaving, pausing, coming to a later cohort instead, and coming back: each says what happened and can be undone. */
export function useTakingPart(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const asItIs = {
    onError: (error: unknown) => toast({ text: problemOf(error).sentence }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.groups.pathFilter()),
        queries.invalidateQueries(trpc.signups.pathFilter()),
        queries.invalidateQueries(trpc.waiting.pathFilter()),
        queries.invalidateQueries(trpc.callBacks.pathFilter()),
      ]),
  };
  const leave = useMutation(trpc.groups.leave.mutationOptions(asItIs));
  const pause = useMutation(trpc.signups.pause.mutationOptions(asItIs));
  const defer = useMutation(trpc.signups.defer.mutationOptions(asItIs));
  const back = useMutation(trpc.signups.comeBack.mutationOptions(asItIs));
  const undoMove = useMutation(trpc.groups.undoMove.mutationOptions(asItIs));
  const deeds = [leave, pause, defer, back, undoMove];
  const said = (text: string) => ({
    onSuccess: ({ moveId }: { moveId: number | null }) =>
      toast({ text, undo: () => (moveId === null ? back.mutate({ cohortId }) : undoMove.mutate({ moveId })) }),
  });
  return {
    busy: deeds.some(({ isPending }) => isPending),
    leave: (group: { groupId: number; name: string }, reason: string) =>
      leave.mutate({ groupId: group.groupId, reason }, said(`You left ${group.name}.`)),
    pause: (reason: string) => pause.mutate({ cohortId, reason }, said("You have paused.")),
    defer: (to: { cohortId: number; name: string }, reason: string) =>
      defer.mutate({ cohortId, toCohortId: to.cohortId, reason }, said(`You come to ${to.name} instead.`)),
    comeBack: () => back.mutate({ cohortId }, { onSuccess: () => toast({ text: "You take part again." }) }),
  };
}
