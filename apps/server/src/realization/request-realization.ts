import { Group } from "@muster/db/entities/group";
import { cohortSubject, groupSubject } from "@muster/domain/subject";
import { ensureMeetings } from "../meetings/plan.ts";
import { noteMeetings } from "../sync/answer-alone.ts";
import { placeInCategory } from "../sync/category-number.ts";
import { emptyResult } from "../sync/sync-result.ts";
import { lockTask, requestSync } from "../sync/request-sync.ts";
import type { Tx } from "../transaction.ts";

interface Approved {
  /** The fingerprint of each subject's plan, for those that were looked up. */
  fingerprints?: ReadonlyMap<string, string>;
}

/**
 * These groups of a cohort shall be made real: each gets its category's place and its meetings now, so that all rounds
 * see one picture, and the cohort's categories go first. That it was asked for stays remembered (C24).
 */
export async function requestRealization(
  tx: Tx,
  { cohortId, groupIds }: { cohortId: number; groupIds: readonly number[] },
  { fingerprints }: Approved = {},
): Promise<void> {
  const inOrder = groupIds.toSorted((a, b) => a - b);
  for (const id of inOrder) await tx.em.execute("select 1 from groups where id = ? for update", [id]);
  const groups = await tx.em.find(
    Group,
    { id: { $in: inOrder } },
    { populate: ["cohort"], orderBy: { id: "asc" }, refresh: true },
  );
  const approved = (subject: string) => ({ approvedFingerprint: fingerprints?.get(subject) ?? null });
  for (const group of groups) {
    group.realizeRequestedAt ??= tx.clock();
    await placeInCategory(tx.em, group);
    await tx.em.flush();
  }
  const cohort = cohortSubject(cohortId);
  await requestSync(tx, cohort, { systems: ["discord"], allowCreate: true, ...approved(cohort) });
  for (const group of groups) {
    const meetings = await ensureMeetings(tx.em, group, { term: group.cohort, now: tx.clock() });
    const subject = groupSubject(group.id);
    await requestSync(tx, subject, {
      systems: ["discord", "calendar", "reminders", "rsvps"],
      allowCreate: true,
      ...approved(subject),
    });
    noteMeetings(await lockTask(tx.em, subject, "discord"), emptyResult(group.id, group.status), meetings);
  }
  await tx.em.flush();
}
