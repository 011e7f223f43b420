import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import type { EntityManager } from "@muster/db/orm";
import { datesAhead } from "../groups/fit.ts";

/** When a group meets next, as written down or as it would be; null when nothing lies ahead. */
export async function nextMeetingOf(em: EntityManager, groupId: number, now: Date): Promise<Date | null> {
  const group = await em.findOneOrFail(Group, groupId, { populate: ["cohort"] });
  const planned = await em.find(Meeting, { group: groupId, status: "planned" }, { orderBy: { startsAt: "asc" } });
  const meetings = planned.map(({ startsAt, lengthMinutes }) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
  }));
  return datesAhead({ slot: group.slot(), term: group.cohort, meetings, now })[0]?.startsAt ?? null;
}
