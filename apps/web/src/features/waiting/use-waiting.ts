import { aheadWords } from "@muster/domain/waiting";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import type { Refusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";
import type { MyWait } from "./line-words.ts";

type Named = Pick<MyWait, "waitId" | "name">;

/** The lines one stands in: joined, left, and answered when a seat is kept; each says what happened and can be undone. */
export function useWaiting({ watched }: Refusal) {
  const queries = useQueryClient();
  const toast = useToast();
  const { data: mine } = useSuspenseQuery(trpc.waiting.mine.queryOptions());
  const asItIs = {
    ...watched,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.waiting.pathFilter()),
        queries.invalidateQueries(trpc.groups.pathFilter()),
        queries.invalidateQueries(trpc.signups.pathFilter()),
      ]),
  };
  const join = useMutation(trpc.waiting.join.mutationOptions(asItIs));
  const leave = useMutation(trpc.waiting.leave.mutationOptions(asItIs));
  const accept = useMutation(trpc.waiting.accept.mutationOptions(asItIs));
  // Undo is pressed from any page: what stands in its way is told where one is.
  const anywhere = { ...asItIs, onError: (failed: unknown) => toast({ text: problemOf(failed).sentence }) };
  const undoJoin = useMutation(trpc.waiting.leave.mutationOptions(anywhere));
  const undoLeave = useMutation(trpc.waiting.returnTo.mutationOptions(anywhere));
  const undoMove = useMutation(trpc.groups.undoMove.mutationOptions(anywhere));
  const leaveLine = ({ waitId, name }: Named, { keepOthers, text }: { keepOthers: boolean; text?: string }) =>
    leave.mutate(
      { waitId, keepOthers },
      {
        onSuccess: () =>
          toast({ text: text ?? `You are no longer in line for ${name}.`, undo: () => undoLeave.mutate({ waitId }) }),
      },
    );
  return {
    mine,
    /** What is at work: the group that is waited for, the wait that is left, the wait whose seat is taken. */
    joining: join.isPending ? join.variables.groupId : null,
    leaving: leave.isPending ? leave.variables.waitId : null,
    accepting: accept.isPending ? accept.variables.waitId : null,
    joinLine: ({ groupId, name }: { groupId: number; name: string }) =>
      join.mutate(
        { groupId },
        {
          onSuccess: ({ waitId, ahead }) =>
            toast({
              text: `You are in line for ${name}, ${aheadWords(ahead)}.`,
              undo: () => undoJoin.mutate({ waitId, keepOthers: true }),
            }),
        },
      ),
    leaveLine,
    acceptSeat: ({ waitId, name }: Named) =>
      accept.mutate(
        { waitId },
        { onSuccess: ({ moveId }) => toast({ text: `You are in ${name}.`, undo: () => undoMove.mutate({ moveId }) }) },
      ),
  };
}
