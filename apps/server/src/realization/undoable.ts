import type { EntityManager } from "@muster/db/orm";
import { selectRows } from "@muster/db/queries/select-rows";
import { lastBatch } from "./batch.ts";

/** For how long what was realized can be taken back to preview (PL-12). */
const UNDO_HOURS = 24;

export interface Undoable {
  /** Groups that would go back to preview. */
  groupIds: number[];
  /** Those realized with them that have met already, by name: they stay. */
  haveMet: string[];
  until: Date;
}

/** What is left of a cohort's last realization that could be undone; null where nobody asked for one, or none of it stands. */
export async function undoable(em: EntityManager, cohortId: number, now: Date): Promise<Undoable | null> {
  const batch = await lastBatch(em, cohortId);
  if (!batch || batch.groupIds.length === 0) return null;
  const groups = await selectRows<{ id: number; name: string; hasMet: boolean }>(
    em,
    `select groups.id, groups.name,
            exists (select from meetings where meetings.group_id = groups.id and meetings.status = 'planned'
                      and meetings.starts_at <= ?) as "hasMet"
     from groups
     where groups.id = any (?::int[]) and groups.status in ('preview', 'active')
       and (groups.status = 'active' or groups.realize_requested_at is not null
         or exists (select from external_refs ref where ref.system = 'discord' and ref.subject = 'group:' || groups.id
                      and ref.external_id is not null))
     order by groups.id`,
    [now, `{${batch.groupIds.join(",")}}`],
  );
  const groupIds = groups.filter(({ hasMet }) => !hasMet).map(({ id }) => id);
  if (groupIds.length === 0) return null;
  const until = new Date(batch.startedAt.getTime() + UNDO_HOURS * 3_600_000);
  return { groupIds, haveMet: groups.filter(({ hasMet }) => hasMet).map(({ name }) => name), until };
}
