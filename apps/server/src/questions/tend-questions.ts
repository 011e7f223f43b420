import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";

/** Questions nobody answered in time, and those of cohorts in which nothing changes any more, come to their end. */
export async function tendQuestions(ctx: Context): Promise<void> {
  await together(ctx, async (tx) => {
    const now = tx.clock();
    const ended = await tx.em.execute<{ person_id: number; cohort_id: number }[]>(
      `update questions set state = 'expired', closed_at = ?
       where state = 'open' and (until <= ? or exists (
         select from cohorts where cohorts.id = questions.cohort_id and cohorts.status <> 'active'))
       returning person_id, cohort_id`,
      [now, now],
    );
    for (const { person_id, cohort_id } of ended) {
      await ring(tx, "person", person_id);
      await ring(tx, "cohort", cohort_id);
    }
  });
}
