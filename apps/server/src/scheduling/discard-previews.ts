import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { Signup } from "@muster/db/entities/signup";
import { LockMode } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { begunOnDiscord, begunWords } from "../groups/begun.ts";
import { holdEverybody } from "../groups/seats.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { forgetGroups } from "../sync/forget-groups.ts";
import { together, type Tx } from "../transaction.ts";
import { outliveGroups } from "../waiting/outlive-groups.ts";

/**
 * The cohort as if nobody had scheduled: its previews, their places and the run's reasons go (SCH16);
 * whoever waits for one is told. Never touches a
 * group that is realized, or that has begun to be: that one is a Conflict.
 */
export async function discardPreviews(ctx: Context, { cohortId }: { cohortId: number }): Promise<{ removed: number }> {
  return together(ctx, async (tx) => {
    await holdEverybody(tx, cohortId);
    if (!(await tx.em.findOne(Cohort, cohortId))) throw new NotFound(`Cohort ${cohortId} not found`);
    const groups = await tx.em.find(
      Group,
      { cohort: cohortId, status: "preview" },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: "asc" } },
    );
    await refuseWhatStands(tx, groups);
    const members = await tx.em.find(Membership, { group: { $in: groups.map(({ id }) => id) } });
    const people = [...new Set(members.map(({ person }) => person.id))];
    await outliveGroups(tx, groups);
    await forgetGroups(tx, groups);
    await tx.em.nativeDelete(Group, { id: { $in: groups.map(({ id }) => id) } });
    await tx.em.nativeUpdate(Signup, { cohort: cohortId }, { ungroupableReason: null, reasonDetails: null });
    await reopenRuns(
      tx,
      groups.flatMap(({ run }) => (run ? [run.id] : [])),
    );
    await audit(tx, {
      action: "scheduling.discardPreviews",
      object: `cohort:${cohortId}`,
      cohortId,
      groupIds: groups.map(({ id }) => id),
      before: { groups: groups.map(({ name }) => name) },
    });
    for (const id of people) await ring(tx, "person", id);
    await ring(tx, "cohort", cohortId);
    return { removed: groups.length };
  });
}

async function refuseWhatStands(tx: Tx, groups: readonly Group[]): Promise<void> {
  const begun = await begunOnDiscord(tx.em, groups);
  if (begun.size === 0) return;
  const names = groups.filter(({ id }) => begun.has(id)).map(({ name }) => name);
  throw new Conflict(begunWords(names));
}

/** Their proposals may be accepted again: nothing of them is left. */
export async function reopenRuns(tx: Tx, runIds: readonly number[]): Promise<void> {
  for (const id of new Set(runIds)) {
    if ((await tx.em.count(Group, { run: id })) > 0) continue;
    await tx.em.nativeUpdate(ScheduleRun, { id, status: "accepted" }, { status: "done" });
    await ring(tx, "run", id);
  }
}
