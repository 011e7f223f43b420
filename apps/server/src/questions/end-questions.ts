import type { Tx } from "../transaction.ts";

/** Nobody is asked any more who no longer waits to be placed here: their sign-up must be held. */
export async function endQuestions(
  tx: Tx,
  { personId, cohortId }: { personId: number; cohortId: number },
): Promise<void> {
  await tx.em.execute(
    "update questions set state = 'withdrawn', closed_at = ? where person_id = ? and cohort_id = ? and state = 'open'",
    [tx.clock(), personId, cohortId],
  );
}
