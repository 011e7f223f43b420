import { useQuery, type SkipToken } from "@tanstack/react-query";
import { trpc, type Inputs } from "../../app/trpc.ts";

/** What joining a group would do at this moment, or leaving one's own where it is null. */
export const useEffects = (move: Inputs["groups"]["effects"] | SkipToken) =>
  useQuery(trpc.groups.effects.queryOptions(move));
