import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc, trpcClient } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";
import type { GroupCard, GroupMember } from "./fit.ts";
import type { Move } from "./move-menu.tsx";

/** Moves a person by an organiser's hand, says what does not fit, and can take it back (GR-4, SC-22). */
export function useMoves(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const settle = () =>
    Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.cohorts.pathFilter()),
    ]);
  const move = useMutation(trpc.groups.moveMember.mutationOptions({ onSettled: settle }));

  const undo = async (member: GroupMember, from: GroupCard) => {
    try {
      const groups = await trpcClient.groups.list.query({ cohortId });
      const now = groups.flatMap(({ members }) => members).find(({ personId }) => personId === member.personId);
      if (now) await move.mutateAsync({ membershipId: now.membershipId, toGroupId: from.id });
      toast({ text: `${member.name} is in ${from.name} again.` });
    } catch (error) {
      toast({ text: problemOf(error).sentence });
    }
  };
  return (member: GroupMember, from: GroupCard, to: Pick<Move, "groupId" | "name">) =>
    move.mutate(
      { membershipId: member.membershipId, toGroupId: to.groupId },
      {
        onSuccess: ({ warnings }) =>
          toast({
            text: [`${member.name} is in ${to.name} now.`, ...warnings].join(" "),
            undo: () => void undo(member, from),
          }),
        onError: (error) => toast({ text: problemOf(error).sentence }),
      },
    );
}
