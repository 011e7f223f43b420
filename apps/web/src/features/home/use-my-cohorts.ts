import { useQueries, useSuspenseQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import type { MyCohort } from "./my-cohort.ts";
import { whatMattersFirst } from "./what-matters-first.ts";

/** One's cohorts, what comes next on top; who has no group there learns whether a free seat would fit. */
export function useMyCohorts(): MyCohort[] {
  const { data: signups } = useSuspenseQuery(trpc.signups.mine.queryOptions());
  const answers = useQueries({
    queries: signups.map(({ cohortId, canJoin, groups }) => ({
      ...trpc.groups.joinable.queryOptions({ cohortId }),
      enabled: canJoin && groups.length === 0,
    })),
  });
  const mine = signups.map((signup, at) => ({
    ...signup,
    seatFits: answers[at]?.data?.groups.some(({ joinable, fit }) => joinable && fit !== "not_free") ?? false,
  }));
  return whatMattersFirst(mine);
}
