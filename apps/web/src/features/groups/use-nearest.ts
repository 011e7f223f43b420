import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import type { NearPlace } from "./near-places.ts";

/** The groups everybody who waits comes nearest to, by person (SC-14). */
export function useNearest(cohortId: number): ReadonlyMap<number, readonly NearPlace[]> {
  const { data } = useQuery(trpc.groups.nearest.queryOptions({ cohortId }));
  return new Map((data ?? []).map(({ personId, near }) => [personId, near]));
}
