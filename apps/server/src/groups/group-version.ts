import { AuditEntry } from "@muster/db/entities/audit-entry";
import type { EntityManager } from "@muster/db/orm";
import { Conflict } from "../refusal.ts";
import type { Tx } from "../transaction.ts";
import { deedWords } from "./deed-words.ts";

const asArray = (ids: readonly number[]): string => `{${ids.join(",")}}`;

/**
 * How far the history of each group has come: the number of the last deed that touched it, 0 for none. What Muster itself
 * writes about a group, and who joins or leaves it, is no organiser's deed and does not count.
 */
export async function versionsOf(em: EntityManager, groupIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await em.execute<{ id: number; version: string }[]>(
    `select touched as id, max(entry.id) as version
     from audit_entries entry cross join unnest(entry.group_ids) touched
     where entry.group_ids && ?::int[] group by touched`,
    [asArray(groupIds)],
  );
  const versions = new Map(rows.map(({ id, version }) => [id, Number(version)]));
  return new Map(groupIds.map((id) => [id, versions.get(id) ?? 0]));
}

export const versionOf = async (em: EntityManager, groupId: number): Promise<number> =>
  (await versionsOf(em, [groupId])).get(groupId)!;

interface Seen {
  id: number;
  name: string;
}

/**
 * Conflict when somebody changed the group since the page read it, naming what changed, so that whoever is asked can choose
 * (GR-8). The group's row must be held. Without an expected version nothing is checked.
 */
export async function assertVersion(tx: Tx, { id, name }: Seen, expected: number | undefined): Promise<void> {
  if (expected === undefined) return;
  const rows = await tx.em.execute<{ id: string }[]>(
    "select id from audit_entries where group_ids @> ?::int[] and id > ? order by id desc limit 3",
    [asArray([id]), expected],
  );
  if (rows.length === 0) return;
  const entries = await tx.em.find(
    AuditEntry,
    { id: { $in: rows.map((row) => Number(row.id)) } },
    { orderBy: { id: "desc" } },
  );
  const words = await deedWords(tx.em, entries);
  const changes = entries.map(({ id: auditId, actor, at }) => ({ auditId, by: actor, at, words: words.get(auditId)! }));
  const [last] = changes;
  throw new Conflict(`${name} has changed since you looked at it. ${last!.words}, by ${last!.by}.`, {
    facts: { word: "changed_meanwhile", version: last!.auditId, changes },
  });
}
