import { useMutation, useQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";

/** One side of one swap, known by the link of its letter: read, and answered by a press of a button. */
export function useSwapLink(token: string) {
  const { data, error, refetch } = useQuery(trpc.swaps.offer.queryOptions({ token }));
  const answer = useMutation(trpc.swaps.answer.mutationOptions({ onSettled: () => refetch() }));
  return {
    data,
    lost: error ? problemOf(error).sentence : null,
    busy: answer.isPending,
    problem: answer.error ? problemOf(answer.error).sentence : null,
    /** What became of it, once it is answered. */
    said: answer.data?.sentence ?? null,
    agree: () => answer.mutate({ token, answer: "agree" }),
    decline: () => answer.mutate({ token, answer: "decline" }),
  };
}
