import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import { conflictRows } from "./conflict-rows.ts";

export type Conflicts = ReturnType<typeof useConflicts>;

/** What speaks against the groups as they are now, the hard ones first, once it is known (GR-7). */
export const useConflicts = (cohortId: number) =>
  useQuery(trpc.groups.conflicts.queryOptions({ cohortId }, { select: conflictRows }));
