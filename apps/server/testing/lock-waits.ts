import type { EntityManager } from "@muster/db/orm";
import { expect } from "vitest";

const WAITING =
  "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/** Until so many in this database wait for somebody else's lock, or `isOver` says that nobody will. */
export async function untilWaiting(em: EntityManager, count: number, isOver = (): boolean => false): Promise<void> {
  const waits = async () => (await em.execute<{ count: number }[]>(WAITING))[0]!.count;
  await expect.poll(async () => isOver() || (await waits()) >= count, { timeout: 30_000 }).toBe(true);
}

const SESSIONS = `select pid || ' ' || backend_start as session, xact_start::text as since from pg_stat_activity
   where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;

/**
 * Until every transaction that is open in this database now was ended by whoever opened it. One that is left open is found
 * out when PostgreSQL ends it, with its session, for having been idle.
 */
export async function untilTransactionsEnd(em: EntityManager): Promise<void> {
  const sinceWhen = async () => {
    const sessions = await em.execute<{ session: string; since: string | null }[]>(SESSIONS);
    return new Map(sessions.map(({ session, since }) => [session, since]));
  };
  const open = [...(await sinceWhen())].filter(([, since]) => since !== null);
  const fates = async () => {
    const now = await sinceWhen();
    return open.map(([session, since]) =>
      now.has(session) ? (now.get(session) === since ? "open" : "ended") : "cut off",
    );
  };
  await expect.poll(fates, { timeout: 30_000 }).toEqual(open.map(() => "ended"));
}
