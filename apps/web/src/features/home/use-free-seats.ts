import { useQueries } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import type { MyCohort } from "./my-cohort.ts";

/** The same cohorts, where joining is promised only while some group has a seat for somebody without one. */
export function useFreeSeats(cohorts: readonly MyCohort[]): MyCohort[] {
  const answers = useQueries({
    queries: cohorts.map(({ cohortId, canJoin, groups }) => ({
      ...trpc.groups.joinable.queryOptions({ cohortId }),
      enabled: canJoin && groups.length === 0,
    })),
  });
  return cohorts.map((cohort, at) => {
    if (cohort.groups.length > 0) return cohort;
    const joinable = answers[at]?.data?.groups.some((group) => group.joinable) ?? false;
    return { ...cohort, canJoin: cohort.canJoin && joinable };
  });
}
