import type { EntityManager } from "@muster/db/orm";

/** A guild holds at most 100 events that are not over; ten are left to the guild itself (platforms 1.2). */
export const EVENT_BUDGET = 90;

export interface FutureMeeting {
  id: number;
  startsAt: Date;
  /** Its event stands on Discord, and goes on standing. */
  hasEvent: boolean;
}

/** Meetings with an event, and of the others the nearest that the budget has room for; at the same moment the older one. */
export function withinBudget(meetings: readonly FutureMeeting[], budget = EVENT_BUDGET): Set<number> {
  const standing = meetings.filter(({ hasEvent }) => hasEvent);
  const others = meetings
    .filter(({ hasEvent }) => !hasEvent)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.id - b.id);
  const room = Math.max(0, budget - standing.length);
  return new Set([...standing, ...others.slice(0, room)].map(({ id }) => id));
}

/** Meetings to come of every live group of the guild that is realized, about to be, or has begun to be. */
export async function futureMeetings(em: EntityManager, now: Date): Promise<FutureMeeting[]> {
  const rows = await em.execute<{ id: number; starts_at: Date; has_event: boolean }[]>(
    `select m.id, m.starts_at, ref.id is not null as has_event from meetings m join groups g on g.id = m.group_id
     left join external_refs ref on ref.system = 'discord' and ref.key = 'group:' || g.id || '/event-' || m.id
       and ref.external_id is not null and ref.missing_since is null
     where m.status = 'planned' and m.starts_at > ?
       and (g.status = 'active' or (g.status = 'preview' and (g.realize_requested_at is not null or ref.id is not null)))
     order by has_event desc, m.starts_at, m.id limit ?`,
    [now, 2 * EVENT_BUDGET],
  );
  return rows.map(({ id, starts_at, has_event }) => ({ id, startsAt: new Date(starts_at), hasEvent: has_event }));
}
