import type { Group } from "@muster/db/entities/group";
import { Wait } from "@muster/db/entities/wait";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { Conflict, NotFound } from "../refusal.ts";

export interface OwnWait {
  waitId: number;
  personId: number;
}

/** In line for a group that is still there. */
export type PlaceInLine = Omit<Loaded<Wait, "cohort">, "group"> & { group: Group };

/** Somebody's own place in a line, as it stands now; another's does not exist. Conflict: the group was removed since. */
export async function findWait(em: EntityManager, { waitId, personId }: OwnWait): Promise<PlaceInLine> {
  const populate = ["group", "cohort"] as const;
  const wait = await em.findOne(Wait, { id: waitId, person: personId }, { populate, refresh: true });
  if (!wait) throw new NotFound("There is no such place in a waiting list.");
  if (!wait.group) throw new Conflict(closedWords(wait.groupName ?? "this group", wait.endedBecause));
  return wait as unknown as PlaceInLine;
}

/** What somebody reads of a line that was closed. */
export const closedWords = (name: string, because: string | null): string =>
  `The waiting list of ${name} is closed. ${because ?? ""}`.trim();
