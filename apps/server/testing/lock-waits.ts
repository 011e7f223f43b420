import type { EntityManager } from "@muster/db/orm";
import { expect } from "vitest";

const WAITING =
  "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/** Until so many in this database wait for somebody else's lock, or `isOver` says that nobody will. */
export async function untilWaiting(em: EntityManager, count: number, isOver = (): boolean => false): Promise<void> {
  const waits = async () => (await em.execute<{ count: number }[]>(WAITING))[0]!.count;
  await expect.poll(async () => isOver() || (await waits()) >= count, { timeout: 30_000 }).toBe(true);
}
