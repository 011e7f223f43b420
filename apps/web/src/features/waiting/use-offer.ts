import { useMutation, useQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";

/** One offer, known by the link of its letter: read, and answered by a press of a button. */
export function useOffer(token: string) {
  const { data, error, refetch } = useQuery(trpc.waiting.offer.queryOptions({ token }));
  const answer = useMutation(trpc.waiting.answer.mutationOptions({ onSettled: () => refetch() }));
  return {
    data,
    lost: error ? problemOf(error).sentence : null,
    busy: answer.isPending,
    problem: answer.error ? problemOf(answer.error).sentence : null,
    /** What became of it, once it is answered. */
    said: answer.data?.sentence ?? null,
    accept: () => answer.mutate({ token, answer: "accept" }),
    decline: (keepOthers: boolean) => answer.mutate({ token, answer: "decline", keepOthers }),
  };
}
