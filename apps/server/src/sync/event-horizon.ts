import type { EntityManager } from "@muster/db/orm";

/** A guild holds at most 100 events that are not over; ten are left to the guild itself (platforms 1.2). */
export const EVENT_BUDGET = 90;

export interface FutureMeeting {
  id: number;
  startsAt: Date;
}

/** The nearest meetings within the budget; of two at the same moment the older one. */
export function nearest(meetings: readonly FutureMeeting[], budget = EVENT_BUDGET): Set<number> {
  const inOrder = meetings.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.id - b.id);
  return new Set(inOrder.slice(0, budget).map(({ id }) => id));
}

/** Meetings to come of every live group of the guild that is realized or about to be. */
export async function futureMeetings(em: EntityManager, now: Date): Promise<FutureMeeting[]> {
  const rows = await em.execute<{ id: number; starts_at: Date }[]>(
    `select m.id, m.starts_at from meetings m join groups g on g.id = m.group_id
     where m.status = 'planned' and m.starts_at > ?
       and (g.status = 'active' or (g.status = 'preview' and g.realize_requested_at is not null))
     order by m.starts_at, m.id limit ?`,
    [now, 2 * EVENT_BUDGET],
  );
  return rows.map(({ id, starts_at }) => ({ id, startsAt: new Date(starts_at) }));
}
