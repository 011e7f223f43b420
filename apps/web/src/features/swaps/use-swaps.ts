import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { useRefusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

export type MySwap = Outputs["swaps"]["mine"][number];

/** The trades of places one is asked about: yes and no; once both have said yes it is done, and can be undone. */
export function useSwaps() {
  const queries = useQueryClient();
  const toast = useToast();
  const { data: mine } = useSuspenseQuery(trpc.swaps.mine.queryOptions());
  const { refused, watched } = useRefusal();
  const asItIs = {
    ...watched,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.swaps.pathFilter()),
        queries.invalidateQueries(trpc.waiting.pathFilter()),
        queries.invalidateQueries(trpc.groups.pathFilter()),
        queries.invalidateQueries(trpc.signups.pathFilter()),
      ]),
  };
  const agree = useMutation(trpc.swaps.agree.mutationOptions(asItIs));
  const decline = useMutation(trpc.swaps.decline.mutationOptions(asItIs));
  // Undo is pressed from any page: what stands in its way is told where one is.
  const undoMove = useMutation(
    trpc.groups.undoMove.mutationOptions({
      ...asItIs,
      onError: (failed) => toast({ text: problemOf(failed).sentence }),
    }),
  );
  return {
    mine,
    agreeing: agree.isPending ? agree.variables.swapId : null,
    declining: decline.isPending ? decline.variables.swapId : null,
    problem: refused?.sentence ?? null,
    agree: ({ swapId }: MySwap) =>
      agree.mutate(
        { swapId },
        {
          onSuccess: ({ sentence, moveId }) =>
            toast({ text: sentence, ...(moveId !== null && { undo: () => undoMove.mutate({ moveId }) }) }),
        },
      ),
    decline: ({ swapId }: MySwap) =>
      decline.mutate({ swapId }, { onSuccess: ({ sentence }) => toast({ text: sentence }) }),
  };
}
