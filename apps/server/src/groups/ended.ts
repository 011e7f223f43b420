import type { Group } from "@muster/db/entities/group";
import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";

export interface EndedGroup {
  endedAt: Date;
  /** An organiser's words. */
  reason: string | null;
  /** The group its members moved to, by name. */
  mergedInto: string | null;
  /** Who was in it when it ended. */
  people: string[];
}

/** How groups ended, by id; live ones are not among them. */
export async function endingsOf(em: EntityManager, groups: readonly Group[]): Promise<Map<number, EndedGroup>> {
  const ended = groups.filter((group) => !group.isLive());
  if (ended.length === 0) return new Map();
  const rows = await selectRows<EndedGroup & { id: number }>(
    em,
    `select groups.id, coalesce(groups.ended_at, groups.updated_at) as "endedAt", groups.end_reason as reason,
            target.name as "mergedInto",
            coalesce((select jsonb_agg(coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id)
                                       order by membership.role, person.id)
              from memberships membership join people person on person.id = membership.person_id
              where membership.group_id = groups.id
                and (membership.status = 'completed' or membership.left_at = groups.ended_at)), '[]') as people
     from groups left join groups target on target.id = groups.merged_into
     where groups.id in (${ended.map(() => "?").join(", ")})`,
    ended.map(({ id }) => id),
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
