import { Cohort } from "@muster/db/entities/cohort";
import { isOpen } from "@muster/domain/cohort";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { assertUnchanged } from "../endings/facts.ts";
import { endGroup } from "../groups/end-group.ts";
import { holdLiveGroups } from "../groups/live-group.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { refuseWhileRunning } from "../scheduling/working-run.ts";
import { together, type Tx } from "../transaction.ts";

interface Closing {
  cohortId: number;
  as: "completed" | "cancelled";
  /** Members of a cancelled cohort read it. */
  reason?: string | null | undefined;
  /** The mark of the plan somebody read; a cohort that has changed since is left alone. */
  seen?: string | undefined;
}

/**
 * No more sign-ups, runs and meetings. Previews are cancelled; active groups become what the cohort becomes and are
 * synced once more, so that the worlds follow (L17).
 */
export async function closeCohort(ctx: Context, input: Closing): Promise<{ id: number }> {
  return together(ctx, (tx) => closeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function closeIn(tx: Tx, { cohortId, as, reason = null, seen }: Closing): Promise<{ id: number }> {
  // Weaker than the lock of a delete, so that somebody who is joining finishes first (DB-14).
  await tx.em.execute("select 1 from cohorts where id = ? for no key update", [cohortId]);
  const cohort = await tx.em.findOne(Cohort, cohortId, { refresh: true });
  if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
  if (!isOpen(cohort)) throw new Conflict(`This cohort is ${cohort.status} already.`);
  await refuseWhileRunning(tx, cohortId);
  const live = await tx.em.execute<{ id: number }[]>(
    "select id from groups where cohort_id = ? and status in ('preview', 'active') order by id",
    [cohortId],
  );
  const groups =
    live.length > 0
      ? await holdLiveGroups(
          tx,
          live.map(({ id }) => id),
        )
      : [];
  await assertUnchanged(tx, { verb: "close", cohortId, as }, seen);
  const before = groups.map(({ id, status }) => ({ id, status }));
  const at = tx.clock();
  for (const group of groups) {
    const isGivenUp = group.status === "preview" || as === "cancelled";
    await endGroup(tx, group, { as: isGivenUp ? "cancelled" : as, reason: isGivenUp ? (reason ?? CLOSED) : null, at });
  }
  cohort.status = as;
  cohort.signupsOpen = false;
  await audit(tx, {
    action: "cohorts.close",
    object: `cohort:${cohortId}`,
    before: { status: "active", groups: before },
    after: { status: as },
    reason,
  });
  await ring(tx, "cohort", cohortId);
  return { id: cohortId };
}

const CLOSED = "the cohort was closed";
