import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useRefusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

/** Leaving, pausing, coming to a later cohort instead, and coming back: each says what happened and can be undone. */
export function useTakingPart(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const { refused, watched, forget } = useRefusal();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.signups.pathFilter()),
      queries.invalidateQueries(trpc.waiting.pathFilter()),
      queries.invalidateQueries(trpc.callBacks.pathFilter()),
    ]);
  // The dialog closes as soon as its deed is done; what stands behind it follows.
  const fromDialog = { ...watched, onSettled: () => void refresh() };
  const leave = useMutation(trpc.groups.leave.mutationOptions(fromDialog));
  const pause = useMutation(trpc.signups.pause.mutationOptions(fromDialog));
  const defer = useMutation(trpc.signups.defer.mutationOptions(fromDialog));
  const asItIs = {
    onMutate: forget,
    onError: (error: unknown) => toast({ text: problemOf(error).sentence }),
    onSettled: refresh,
  };
  const back = useMutation(trpc.signups.comeBack.mutationOptions(asItIs));
  const undoMove = useMutation(trpc.groups.undoMove.mutationOptions(asItIs));
  const said = (text: string, done: () => void) => ({
    onSuccess: ({ moveId }: { moveId: number | null }) => {
      done();
      toast({ text, undo: () => (moveId === null ? back.mutate({ cohortId }) : undoMove.mutate({ moveId })) });
    },
  });
  return {
    busy: [leave, pause, defer, back, undoMove].some(({ isPending }) => isPending),
    /** Why one could not step out. */
    problem: refused?.sentence ?? null,
    forget,
    leave: (group: { groupId: number; name: string }, reason: string, done: () => void) =>
      leave.mutate({ groupId: group.groupId, reason }, said(`You left ${group.name}.`, done)),
    pause: (reason: string, done: () => void) => pause.mutate({ cohortId, reason }, said("You have paused.", done)),
    defer: (to: { cohortId: number; name: string }, reason: string, done: () => void) =>
      defer.mutate({ cohortId, toCohortId: to.cohortId, reason }, said(`You come to ${to.name} instead.`, done)),
    comeBack: () => back.mutate({ cohortId }, { onSuccess: () => toast({ text: "You take part again." }) }),
  };
}
