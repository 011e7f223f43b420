import { systemContext } from "./context.ts";
import type { House } from "./house.ts";
import { reclaimRuns } from "./scheduling/reclaim-runs.ts";

const RUNS_EVERY_MS = 4_000;
const PRUNE_EVERY_MS = 3_600_000;

/** What has served its time goes: rows older than anybody may still ask for (reliability 5.7). */
const PRUNES = [
  "delete from sessions where expires_at < now()",
  "delete from oauth_states where expires_at < now()",
  "delete from idempotency_keys where at < now() - interval '30 days'",
  "delete from outbox_events where at < now() - interval '30 days'",
  "delete from rate_buckets where at < now() - interval '1 hour'",
];

export async function prune({ orm }: Pick<House, "orm">): Promise<void> {
  for (const statement of PRUNES) await orm.em.fork().execute(statement);
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
