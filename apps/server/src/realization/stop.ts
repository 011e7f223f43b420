import { Group } from "@muster/db/entities/group";
import { cohortSubject, groupSubject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { lockTask, requestSync } from "../sync/request-sync.ts";
import { interruptRoundsOf } from "../sync/rounds.ts";
import { together, type Tx } from "../transaction.ts";
import { lastBatch } from "./batch.ts";

/**
 * Creates nothing more after the step at work (PL-9): leave to create is taken back from every group that is not active
 * yet, and the bot drops its round at its next word. What stands stays and is kept in step; asking again goes on from
 * there. Conflict when nothing is being created.
 */
export async function stopRealization(ctx: Context, { cohortId }: { cohortId: number }): Promise<{ groups: number }> {
  return together(ctx, async (tx) => {
    const batch = await lastBatch(tx.em, cohortId);
    const stopped = batch ? await takeBack(tx, cohortId, batch.groupIds) : [];
    if (stopped.length === 0) throw new Conflict("Nothing is being created for this cohort any more.");
    await audit(tx, {
      action: "realization.stop",
      object: cohortSubject(cohortId),
      after: { groups: stopped.map(({ id }) => id) },
    });
    return { groups: stopped.length };
  });
}

async function takeBack(tx: Tx, cohortId: number, groupIds: readonly number[]): Promise<Group[]> {
  for (const id of groupIds.toSorted((a, b) => a - b))
    await tx.em.execute("select 1 from groups where id = ? for update", [id]);
  const asked = await tx.em.find(
    Group,
    { id: { $in: [...groupIds] }, status: "preview", realizeRequestedAt: { $ne: null } },
    { orderBy: { id: "asc" }, refresh: true },
  );
  if (asked.length === 0) return [];
  for (const group of asked) group.realizeRequestedAt = null;
  const subjects = [cohortSubject(cohortId), ...asked.map(({ id }) => groupSubject(id))];
  await interruptRoundsOf(tx, subjects);
  for (const subject of subjects) {
    const task = await lockTask(tx.em, subject, "discord");
    task.policy = { ...task.policy, allowCreate: false, approvedFingerprint: null };
    await tx.em.flush();
    await requestSync(tx, subject, { systems: ["discord"], allowCreate: false });
  }
  return asked;
}
