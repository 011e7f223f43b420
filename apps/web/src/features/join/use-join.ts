import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

interface Target {
  groupId: number;
  name: string;
}

export interface JoinProblem {
  sentence: string;
  /** The group somebody else has just filled: its waiting list is the way on. */
  justFilled: number | null;
}

/** Joining and switching: refreshes what is shown, says what happened, and can be undone while the seat is free. */
export function useJoin(current: Target | null) {
  const queries = useQueryClient();
  const toast = useToast();
  const [problem, setProblem] = useState<JoinProblem | null>(null);
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.signups.pathFilter()),
      queries.invalidateQueries(trpc.waiting.pathFilter()),
    ]);
  };
  const asItWas = {
    onMutate: () => setProblem(null),
    onError: (error: unknown) => {
      const { sentence, facts } = problemOf(error);
      setProblem({ sentence, justFilled: facts?.["word"] === "just_filled" ? Number(facts["groupId"]) : null });
    },
    onSettled: refresh,
  };
  // The dialog closes as soon as its deed is done; what stands behind it follows.
  const join = useMutation(trpc.groups.join.mutationOptions({ ...asItWas, onSettled: () => void refresh() }));
  // Undo is pressed from any page: what stands in its way is told where one is.
  const undo = useMutation(
    trpc.groups.undoMove.mutationOptions({
      ...asItWas,
      onError: (error) => toast({ text: problemOf(error).sentence }),
    }),
  );
  const undoMove = ({ moveId }: { moveId: number }) => undo.mutate({ moveId });

  const joinGroup = (target: Target, reason: string, done: () => void) =>
    join.mutate(
      { groupId: target.groupId, reason },
      {
        onSuccess: (move) => {
          done();
          const text = current ? `Switched to ${target.name}.` : `Joined ${target.name}.`;
          toast({ text, undo: () => undoMove(move) });
        },
      },
    );
  const busy = join.isPending || undo.isPending;
  return { joinGroup, undoMove, busy, problem, forget: () => setProblem(null) };
}
