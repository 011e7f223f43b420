import { setTimeout as pause } from "node:timers/promises";
import type { House } from "./house.ts";

const OLDEST_READ_MS = 30_000;

/** Names of what is not as it should be; empty when the server can do its work. Discord being down is none of them. */
export async function failedChecks(house: House): Promise<string[]> {
  const database = await within(1_000, house.orm.em.fork().execute("select 1"));
  const migrations = database && (await within(2_000, house.orm.migrator.getPending()));
  const fresh = house.clock().getTime() - house.bell.lastReadAt().getTime() <= OLDEST_READ_MS;
  return [
    ...(database ? [] : ["database"]),
    ...(migrations && migrations.length === 0 ? [] : ["migrations"]),
    ...(fresh ? [] : ["outbox"]),
  ];
}

/** The answer, or null when it fails or takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const late = new AbortController();
  try {
    return await Promise.race([work.catch(() => null), pause(ms, null, { signal: late.signal }).catch(() => null)]);
  } finally {
    late.abort();
  }
}
