import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import type { Effect } from "./effect.ts";
import type { Dragged } from "./use-drag.ts";

const NONE: ReadonlyMap<number, Effect> = new Map();

/** What each group would mean for whoever is in hand, by group; asked for as soon as they are lifted (GR-4). */
export function useEffects(cohortId: number, dragged: Dragged | null): ReadonlyMap<number, Effect> {
  const membershipId = dragged?.from?.membershipId;
  const moves = useQuery({
    ...trpc.groups.moves.queryOptions({ membershipId: membershipId ?? 1 }),
    enabled: membershipId !== undefined,
  });
  const placings = useQuery({
    ...trpc.groups.placings.queryOptions({ cohortId, personId: dragged?.personId ?? 1 }),
    enabled: dragged !== null && dragged.from === null,
  });
  if (!dragged) return NONE;
  const { data } = dragged.from ? moves : placings;
  return data ? new Map(data.map((effect) => [effect.groupId, effect])) : NONE;
}
