import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

interface Target {
  groupId: number;
  name: string;
}

/** Joining, switching and leaving: each refreshes what is shown, says what happened, and can be undone while the seat is free. */
export function useJoin(current: Target | null) {
  const queries = useQueryClient();
  const toast = useToast();
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.signups.pathFilter()),
    ]);
  };
  const asItWas = {
    onMutate: () => setProblem(null),
    onError: (error: unknown) => setProblem(problemOf(error).sentence),
    onSettled: refresh,
  };
  const join = useMutation(trpc.groups.join.mutationOptions(asItWas));
  const leave = useMutation(trpc.groups.leave.mutationOptions(asItWas));
  const undo = useMutation(trpc.groups.undoMove.mutationOptions(asItWas));
  const undoMove = ({ moveId }: { moveId: number }) => undo.mutate({ moveId });

  const joinGroup = (target: Target) =>
    join.mutate(
      { groupId: target.groupId },
      {
        onSuccess: (move) => {
          const text = current ? `Switched to ${target.name}.` : `Joined ${target.name}.`;
          toast({ text, undo: () => undoMove(move) });
        },
      },
    );
  const leaveGroup = (target: Target) =>
    leave.mutate(
      { groupId: target.groupId },
      {
        onSuccess: (move) => toast({ text: `You left ${target.name}.`, undo: () => undoMove(move) }),
      },
    );
  const busy = join.isPending || leave.isPending || undo.isPending;
  return { joinGroup, leaveGroup, undoMove, busy, problem };
}
