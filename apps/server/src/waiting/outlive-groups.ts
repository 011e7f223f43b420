import type { Group } from "@muster/db/entities/group";
import { ring } from "../bell.ts";
import { tell } from "../notifications/tell.ts";
import type { Tx } from "../transaction.ts";
import { endLine } from "./end-line.ts";

/**
 * These groups of one cohort are about to be removed with everything in them. Whoever waits for one keeps what they asked
 * for and reads what became of it, on their page and in one letter: nobody is dropped silently. Their rows must be held.
 */
export async function outliveGroups(tx: Tx, groups: readonly Pick<Group, "id" | "name" | "cohort">[]): Promise<void> {
  const lost = new Map<number, { hasEmail: boolean; groups: string[] }>();
  for (const { id, name } of groups) {
    for (const { personId, hasEmail } of await inLineFor(tx, id)) {
      const known = lost.get(personId) ?? { hasEmail, groups: [] };
      known.groups.push(name);
      lost.set(personId, known);
    }
    await endLine(tx, { groupId: id, because: `${name} was given up before it began.` });
    await tx.em.execute("update waits set group_name = ? where group_id = ?", [name, id]);
  }
  const [cohortId, occasion] = [groups[0]?.cohort.id ?? 0, groups.map(({ id }) => id).join("-")];
  for (const [personId, { hasEmail, groups: names }] of lost) {
    const reader = { membershipId: null, about: `person:${personId}`, personId, groupId: null, hasEmail };
    const payload = { groups: names, cohortId };
    const channels = hasEmail ? (["email"] as const) : [];
    await tell(tx, reader, { kind: "line_closed", payload, channels, occasion });
    await ring(tx, "person", personId);
  }
}

const inLineFor = (tx: Tx, groupId: number) =>
  tx.em.execute<{ personId: number; hasEmail: boolean }[]>(
    `select person.id as "personId", person.email is not null as "hasEmail"
     from waits wait join people person on person.id = wait.person_id and person.deleted_at is null
     where wait.group_id = ? and wait.state in ('waiting', 'offered') order by wait.id`,
    [groupId],
  );
