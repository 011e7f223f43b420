import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import { conflictRows, type Conflict } from "./conflict-rows.ts";

/** What speaks against the groups as they are now, the hard ones first (GR-7). */
export function useConflicts(cohortId: number): readonly Conflict[] {
  const { data } = useQuery(trpc.groups.conflicts.queryOptions({ cohortId }));
  return data ? conflictRows(data) : [];
}
