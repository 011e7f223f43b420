import type { EntityManager } from "@muster/db/orm";
import { selectRows } from "@muster/db/queries/select-rows";

/** How many people hear of their group once it is active, and by what (PL-7). */
export interface PeopleTold {
  byMail: number;
  /** Those without an address, or who want no mail: the welcome mentions them. */
  byWelcome: number;
}

/** From this many on, whoever approves says how many they are. */
export const MANY_PEOPLE = 50;

/** Members of these groups who have not heard of their place yet; somebody who leads two groups is one of them. */
export async function peopleTold(em: EntityManager, groupIds: readonly number[]): Promise<PeopleTold> {
  const [row] = await selectRows<PeopleTold>(
    em,
    `select count(*) filter (where member."byMail") as "byMail", count(*) filter (where not member."byMail") as "byWelcome"
     from (
       select distinct person.id, person.email is not null
              and coalesce((select wanted from preferences wish where wish.person_id = person.id
                            and wish.kind = 'group_assigned' and wish.channel = 'email'), true) as "byMail"
       from memberships membership join people person on person.id = membership.person_id
       where membership.group_id = any (?::int[]) and membership.status = 'active' and person.deleted_at is null
         and not exists (select from notifications note where note.membership_id = membership.id
                         and note.kind in ('group_assigned', 'member_joined'))
     ) member`,
    [`{${groupIds.join(",")}}`],
  );
  return row ?? { byMail: 0, byWelcome: 0 };
}
