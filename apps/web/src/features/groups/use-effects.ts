import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import type { Effect } from "./effect.ts";
import type { Dragged } from "./use-drag.ts";

const NONE: ReadonlyMap<number, Effect> = new Map();

/** What each group would mean for whoever is in hand, by group; asked for as soon as they are lifted (GR-4). */
export function useEffects(dragged: Dragged | null): ReadonlyMap<number, Effect> {
  const membershipId = dragged?.from?.membershipId;
  const { data } = useQuery({
    ...trpc.groups.moves.queryOptions({ membershipId: membershipId ?? 0 }),
    enabled: membershipId !== undefined,
  });
  return data && dragged ? new Map(data.map((move) => [move.groupId, move])) : NONE;
}
