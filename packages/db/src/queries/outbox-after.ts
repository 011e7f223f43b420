import type { Stored } from "../entities/base.ts";
import type { EntityManager } from "../orm.ts";
import { selectRows } from "./select-rows.ts";

/** `xid-id`: where a reader stands. Opaque to whoever carries it. */
export type OutboxCursor = `${string}-${string}`;

export interface OutboxEntry {
  cursor: OutboxCursor;
  topic: string;
  subject: string;
  payload: Stored;
  at: Date;
}

/** A cursor that we did not make. */
export class MalformedCursorError extends Error {
  override name = "MalformedCursorError";
}

/**
 * The events after a cursor, oldest first, at most `limit`. Only transactions older than every one still under way are
 * read: an event whose number is low but whose commit comes late is then never skipped (DB-2).
 */
export async function outboxAfter(em: EntityManager, cursor: OutboxCursor, limit = 500): Promise<OutboxEntry[]> {
  const { xid, id } = parseCursor(cursor);
  const rows = await selectRows<Omit<OutboxEntry, "at"> & { writtenAt: Date }>(
    em,
    `select xid::text || '-' || id as cursor, topic, subject, payload, at as "writtenAt"
     from outbox_events
     where (xid, id) > (?::xid8, ?::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by outbox_events.xid, outbox_events.id limit ?`,
    [xid, id, limit],
  );
  return rows.map(({ writtenAt, ...row }) => ({ ...row, at: writtenAt }));
}

/**
 * Whether events are committed after a cursor that `outboxAfter` may not show yet. The horizon is that of the whole
 * PostgreSQL server: a long transaction holds them back even when it belongs to another database.
 */
export async function outboxHeldBack(em: EntityManager, cursor: OutboxCursor): Promise<boolean> {
  const { xid, id } = parseCursor(cursor);
  const [row] = await em.execute<{ waiting: boolean }[]>(
    "select exists (select 1 from outbox_events where (xid, id) > (?::xid8, ?::bigint)) as waiting",
    [xid, id],
  );
  return row!.waiting;
}

/** Where somebody stands who wants only what comes from now on; what is being written at this moment still comes. */
export async function outboxHead(em: EntityManager): Promise<OutboxCursor> {
  const [row] = await em.execute<{ head: OutboxCursor }[]>(
    `select coalesce((select xid::text || '-' || id from outbox_events
                      where xid < pg_snapshot_xmin(pg_current_snapshot())
                      order by outbox_events.xid desc, outbox_events.id desc limit 1), '0-0') as head`,
  );
  return row!.head;
}

/** Before the first event there ever was. */
export const OUTBOX_START: OutboxCursor = "0-0";

export function parseCursor(cursor: string): { xid: string; id: string } {
  const match = /^(\d{1,20})-(\d{1,19})$/.exec(cursor);
  if (!match) throw new MalformedCursorError(`"${cursor.slice(0, 50)}" is no place in the outbox`);
  return { xid: match[1]!, id: match[2]! };
}
