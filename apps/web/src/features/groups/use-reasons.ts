import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";

/** Why the last accepted run found no place for somebody, in its own sentence, by person. */
export function useReasons(cohortId: number): ReadonlyMap<number, string> {
  const runs = useQuery(trpc.scheduling.runs.queryOptions({ cohortId })).data ?? [];
  const runId = runs.find(({ status }) => status === "accepted")?.id;
  const { data } = useQuery({
    ...trpc.scheduling.proposal.queryOptions({ runId: runId ?? 1 }),
    enabled: runId !== undefined,
  });
  return new Map((data?.unplaced ?? []).map(({ personId, sentence }) => [personId, sentence]));
}
