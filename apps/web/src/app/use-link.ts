import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import { problemOf, type Problem } from "./trpc.ts";

/** What says nothing about the link: the error page tells it, and offers to try again. */
const PASSING = new Set<Problem["kind"]>(["unreachable", "unknown"]);

/** What a link leads to. Once it was read it stays, whatever becomes of a later look. */
export function useLink<Data, ReadError, Key extends readonly unknown[]>(
  reading: UseQueryOptions<Data, ReadError, Data, Key>,
) {
  const { data, error, refetch } = useQuery({
    ...reading,
    throwOnError: (failed, { state }) => state.data === undefined && PASSING.has(problemOf(failed).kind),
  });
  return {
    data,
    /** Why it leads nowhere, for whatever reason the same. */
    lost: error && data === undefined ? problemOf(error).sentence : null,
    refetch,
  };
}
