import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

interface Target {
  groupId: number;
  name: string;
}

/** Joining, switching and leaving: each refreshes what is shown, says what happened, and can be undone while a seat is free. */
export function useJoin(current: Target | null) {
  const queries = useQueryClient();
  const toast = useToast();
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.signups.pathFilter()),
    ]);
  };
  const asItWas = {
    onMutate: () => {
      setProblem(null);
      setDone(null);
    },
    onError: (error: unknown) => setProblem(problemOf(error).sentence),
    onSettled: refresh,
  };
  const join = useMutation(trpc.groups.join.mutationOptions(asItWas));
  const leave = useMutation(trpc.groups.leave.mutationOptions(asItWas));

  const joinGroup = (target: Target) =>
    join.mutate(
      { groupId: target.groupId },
      {
        onSuccess: ({ previousGroupId }) => {
          setDone(`You are in ${target.name} now. Its channels open for you within seconds.`);
          const back = () =>
            previousGroupId === null
              ? leave.mutate({ groupId: target.groupId })
              : join.mutate({ groupId: previousGroupId });
          toast({ text: current ? `Switched to ${target.name}.` : `Joined ${target.name}.`, undo: back });
        },
      },
    );
  const leaveGroup = (target: Target) =>
    leave.mutate(
      { groupId: target.groupId },
      {
        onSuccess: () => {
          toast({ text: `You left ${target.name}.`, undo: () => join.mutate({ groupId: target.groupId }) });
        },
      },
    );
  return { joinGroup, leaveGroup, busy: join.isPending || leave.isPending, problem, done };
}
