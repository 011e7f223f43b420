import { systemContext } from "./context.ts";
import type { House } from "./house.ts";
import { reclaimRuns } from "./scheduling/reclaim-runs.ts";

const RUNS_EVERY_MS = 4_000;
const PRUNE_EVERY_MS = 3_600_000;

const MONTH_MS = 30 * 86_400_000;

/** What has served its time goes: rows older than anybody may still ask for (reliability 5.7). */
export async function prune({ orm, clock }: Pick<House, "orm" | "clock">): Promise<void> {
  const em = orm.em.fork();
  const now = clock();
  const monthAgo = new Date(now.getTime() - MONTH_MS);
  await em.execute("delete from sessions where expires_at < ?", [now]);
  await em.execute("delete from oauth_states where expires_at < ?", [now]);
  await em.execute("delete from idempotency_keys where at < ?", [monthAgo]);
  await em.execute("delete from presences where seen_at < ?", [monthAgo]);
  // These two are written by the database's own clock.
  await em.execute("delete from outbox_events where at < now() - interval '30 days'");
  await em.execute("delete from rate_buckets where at < now() - interval '1 hour'");
}

/** Looks regularly for runs whose server died, and for rows nobody needs any more. Ends with the house. */
export function keepHouse(house: House): AsyncDisposable {
  const pending = new Set<Promise<unknown>>();
  const quietly = (what: string, work: () => Promise<unknown>) => () => {
    const doing = work()
      .catch((error: unknown) => house.log.warn({ err: error }, `${what} failed; it is tried again`))
      .finally(() => pending.delete(doing));
    pending.add(doing);
  };
  const reclaim = quietly("looking for interrupted runs", () => reclaimRuns(systemContext(house, "house-keeping")));
  const tidy = quietly("tidying up", () => prune(house));
  const timers = [setInterval(reclaim, RUNS_EVERY_MS), setInterval(tidy, PRUNE_EVERY_MS)];
  reclaim();
  tidy();
  return {
    [Symbol.asyncDispose]: async () => {
      timers.forEach(clearInterval);
      await Promise.all(pending);
    },
  };
}
