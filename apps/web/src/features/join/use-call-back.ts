import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import { useRefusal } from "../../app/use-refusal.ts";
import { useToast } from "../../ui/toast.tsx";

/** One's request to the organiser: asked, taken back, and how it stands. */
export function useCallBack(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const { data: mine } = useSuspenseQuery(trpc.callBacks.mine.queryOptions({ cohortId }));
  const { refused, watched, forget } = useRefusal();
  const asItWas = { ...watched, onSettled: () => queries.invalidateQueries(trpc.callBacks.pathFilter()) };
  const ask = useMutation(trpc.callBacks.ask.mutationOptions(asItWas));
  const takeBack = useMutation(trpc.callBacks.takeBack.mutationOptions(asItWas));
  return {
    mine,
    busy: ask.isPending || takeBack.isPending,
    problem: refused?.sentence ?? null,
    forget,
    ask: (note: string, done: () => void) => ask.mutate({ cohortId, note }, { onSuccess: done }),
    takeBack: ({ callBackId }: { callBackId: number }) =>
      takeBack.mutate({ callBackId }, { onSuccess: () => toast({ text: "Your request is taken back." }) }),
  };
}
