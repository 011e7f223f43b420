import { groupSubject } from "@muster/domain/subject";
import type { Tx } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

/** Looks at whatever stands of groups that somebody is in, was in or visited, ended ones too: who they are has changed. */
export async function syncGroupsOf(tx: Tx, personId: number): Promise<void> {
  const rows = await tx.em.execute<{ id: number }[]>(
    `select theirs.id from (
       select group_id as id from memberships where person_id = ?
       union select host.group_id from visits join meetings host on host.id = visits.host_meeting_id
       where visits.person_id = ?
     ) theirs
     where exists (select from external_refs ref where ref.system = 'discord' and ref.subject = 'group:' || theirs.id
                     and ref.external_id is not null)
     order by theirs.id`,
    [personId, personId],
  );
  for (const { id } of rows) await requestSync(tx, groupSubject(id), { systems: ["discord"], allowCreate: false });
}
