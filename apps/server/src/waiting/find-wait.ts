import { Wait } from "@muster/db/entities/wait";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { NotFound } from "../refusal.ts";

export interface OwnWait {
  waitId: number;
  personId: number;
}

export type PlaceInLine = Loaded<Wait, "group" | "cohort">;

/** Somebody's own place in a line, as it stands now; another's does not exist. */
export async function findWait(em: EntityManager, { waitId, personId }: OwnWait): Promise<PlaceInLine> {
  const populate = ["group", "cohort"] as const;
  const wait = await em.findOne(Wait, { id: waitId, person: personId }, { populate, refresh: true });
  if (!wait) throw new NotFound("There is no such place in a waiting list.");
  return wait;
}
