import { useMutation, type UseMutationOptions, type UseQueryOptions } from "@tanstack/react-query";
import { problemOf } from "./trpc.ts";
import { useLink } from "./use-link.ts";

/**
 * What the button of a letter leads to, known by the token of its link: read, and answered only by a press on the page.
 * Opening it changes nothing (EM-12).
 */
export function useAnswerLink<Data, ReadError, Key extends readonly unknown[], AnswerError, Input>(
  reading: UseQueryOptions<Data, ReadError, Data, Key>,
  answering: UseMutationOptions<{ sentence: string }, AnswerError, Input>,
) {
  const { data, lost, refetch } = useLink(reading);
  const answer = useMutation({ ...answering, onSettled: () => refetch() });
  return {
    data,
    lost,
    /** The answer that is on its way. */
    answering: answer.isPending ? answer.variables : null,
    problem: answer.error ? problemOf(answer.error).sentence : null,
    /** What became of it, once it is answered. */
    said: answer.data?.sentence ?? null,
    answer: (input: Input) => answer.mutate(input),
  };
}
