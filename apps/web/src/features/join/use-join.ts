import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import type { Refusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

interface Target {
  groupId: number;
  name: string;
}

/** Joining and switching: refreshes what is shown, says what happened, and can be undone while the seat is free. */
export function useJoin(current: Target | null, { watched }: Refusal) {
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.signups.pathFilter()),
      queries.invalidateQueries(trpc.waiting.pathFilter()),
    ]);
  };
  const asItWas = { ...watched, onSettled: refresh };
  // The dialog closes as soon as its deed is done; what stands behind it follows.
  const join = useMutation(trpc.groups.join.mutationOptions({ ...asItWas, onSettled: () => void refresh() }));
  const undo = useMutation(trpc.groups.undoMove.mutationOptions(asItWas));
  // The toast's Undo is pressed from any page: what stands in its way is told where one is.
  const undoAnywhere = useMutation(
    trpc.groups.undoMove.mutationOptions({
      ...asItWas,
      onError: (error) => toast({ text: problemOf(error).sentence }),
    }),
  );

  const joinGroup = (target: Target, reason: string, done: () => void) =>
    join.mutate(
      { groupId: target.groupId, reason },
      {
        onSuccess: (move) => {
          done();
          const text = current ? `Switched to ${target.name}.` : `Joined ${target.name}.`;
          toast({ text, undo: () => undoAnywhere.mutate({ moveId: move.moveId }) });
        },
      },
    );
  return {
    joinGroup,
    undoMove: ({ moveId }: { moveId: number }) => undo.mutate({ moveId }),
    isJoining: join.isPending,
    isUndoing: undo.isPending || undoAnywhere.isPending,
  };
}
