import { useQuery } from "@tanstack/react-query";
import { trpc, type Outputs } from "../../app/trpc.ts";

export type GroupHours = Outputs["groups"]["hours"];

/** Who of a group is free when, for every start of the week (GR-3, GR-5). */
export const useHours = (groupId: number) => useQuery(trpc.groups.hours.queryOptions({ groupId }));
