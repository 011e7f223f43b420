import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";

/** What joining a group would do at this moment, or leaving one's own where it is null. */
export const useEffects = (cohortId: number, groupId: number | null) =>
  useQuery(trpc.groups.effects.queryOptions({ cohortId, groupId }));
