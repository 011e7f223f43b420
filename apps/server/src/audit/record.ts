import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Person } from "@muster/db/entities/person";
import type { Tx } from "../transaction.ts";

export interface Deed {
  /** The verb's name: `cohorts.edit`. */
  action: string;
  /** What it was done to: `cohort:3`, `group:12`, `person:7`. */
  object: string;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
  /** Whose history it belongs to. */
  cohortId?: number;
  /** Every group it touched. */
  groupIds?: readonly number[];
  /** The entry whose deed this one takes back. */
  reverts?: number | null;
}

/** Writes down who did what, in the transaction that does it: there is no change without its entry, and none without its change. */
export async function audit(tx: Tx, deed: Deed): Promise<AuditEntry> {
  const { actor, requestId } = tx;
  return tx.em.create(AuditEntry, {
    at: tx.clock(),
    actorPerson: actor.personId === null ? null : tx.em.getReference(Person, actor.personId),
    actor: actor.words,
    action: deed.action,
    object: deed.object,
    before: deed.before ?? null,
    after: deed.after ?? null,
    reason: deed.reason ?? null,
    requestId,
    cohortId: deed.cohortId ?? null,
    groupIds: [...(deed.groupIds ?? [])],
    reverts: deed.reverts ?? null,
  });
}
