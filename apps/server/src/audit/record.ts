import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Person } from "@muster/db/entities/person";
import type { Tx } from "../transaction.ts";

interface Deed {
  /** The verb's name: `cohorts.edit`. */
  action: string;
  /** What it was done to: `cohort:3`, `group:12`, `person:7`. */
  object: string;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
}

/** Writes down who did what, in the transaction that does it: there is no change without its entry, and none without its change. */
export async function audit(tx: Tx, { action, object, before, after, reason }: Deed): Promise<void> {
  const { actor, requestId } = tx;
  tx.em.create(AuditEntry, {
    at: tx.clock(),
    actorPerson: actor.personId === null ? null : tx.em.getReference(Person, actor.personId),
    actor: actor.words,
    action,
    object,
    before: before ?? null,
    after: after ?? null,
    reason: reason ?? null,
    requestId,
  });
}
