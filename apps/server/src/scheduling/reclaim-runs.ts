import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";

/**
 * Runs whose server has not renewed its hold are over: shown as interrupted, with what was kept. A rerun with the same
 * seed gives the same (WK-4). The database's clock decides.
 */
export async function reclaimRuns(ctx: Context): Promise<number> {
  const [lapsed] = await ctx.em.fork().execute<unknown[]>(`select 1 from schedule_runs where ${LAPSED} limit 1`);
  if (!lapsed) return 0;
  return together(ctx, async (tx) => {
    const runs = await tx.em.execute<{ id: number; cohort_id: number }[]>(
      `update schedule_runs set status = 'interrupted', ended_at = ?, lease_until = null, error =
         'The server that computed this run ended unexpectedly'
         || case when progress is null then '.' else ' after ' || (progress ->> 'attemptsDone') || ' attempts; it had placed '
            || (progress ->> 'placed') || ' of ' || (progress ->> 'total') || ' people.' end
         || case when proposal is null then ' Settings and seed are kept: start it again for the same result.'
            else ' Its best so far is kept.' end
       where ${LAPSED} returning id, cohort_id`,
      [ctx.clock()],
    );
    for (const run of runs) {
      await ring(tx, "run", run.id);
      await ring(tx, "cohort", run.cohort_id);
    }
    return runs.length;
  });
}

const LAPSED = "status in ('queued', 'running', 'stopping') and (lease_until is null or lease_until < now())";
