import { Cohort } from "@muster/db/entities/cohort";
import { ExternalRef } from "@muster/db/entities/external-ref";
import { Intent } from "@muster/db/entities/intent";
import { Membership } from "@muster/db/entities/membership";
import { SyncRound } from "@muster/db/entities/sync-round";
import type { SyncTask } from "@muster/db/entities/sync-task";
import { keys } from "@muster/domain/brief";
import { groupSubject, parseSubject } from "@muster/domain/subject";
import type { SyncResult } from "@muster/domain/sync-result";
import { standsOnDiscord } from "./archive.ts";
import { awaitsLetters } from "../notifications/direct-letters.ts";
import { ensureMeetings } from "../meetings/plan.ts";
import type { Tx } from "../transaction.ts";
import type { LockedGroup } from "./lock-group.ts";
import { clearedPolicy } from "./merge-policy.ts";
import { ringFor } from "./request-sync.ts";
import { uncertainSince } from "./rounds.ts";
import { emptyResult } from "./sync-result.ts";

/**
 * What needs no Discord (round: step 2). Makes the meetings when creating is allowed, even if Discord will fail, and
 * ends the task when nothing is left to ask Discord for. True: it is answered.
 */
export async function answerAlone(tx: Tx, task: SyncTask, group: LockedGroup | null): Promise<boolean> {
  const { kind, id } = parseSubject(task.subject);
  if (kind === "cohort") {
    if ((await tx.em.count(Cohort, { id })) > 0) return false;
    await endAlone(tx, task, null);
    return true;
  }
  if (kind === "person") {
    if (await awaitsLetters(tx, id)) return false;
    await endAlone(tx, task, null);
    return true;
  }
  const answer = group
    ? await answerOf(tx, task, group)
    : { ...emptyResult(id, null), error: "group_not_found" as const };
  if (answer) await endAlone(tx, task, answer);
  return answer !== null;
}

async function answerOf(tx: Tx, task: SyncTask, group: LockedGroup): Promise<SyncResult | null> {
  const { allowCreate } = task.policy;
  const empty = emptyResult(group.id, group.status);
  // Of an ended group whatever stands is archived; where nothing does there is nothing to do.
  if (!group.isLive()) return (await standsOnDiscord(tx.em, group.id)) ? null : empty;
  if (!(await mayStand(tx, group.id))) {
    if (!allowCreate) return { ...empty, needs_infrastructure: true };
    const members = await tx.em.count(Membership, { group: group.id, status: "active" });
    if (members === 0) return { ...empty, needs_infrastructure: true, error: "no_members" };
  }
  if (allowCreate && group.isLive()) {
    const meetings = await ensureMeetings(tx.em, group, { term: group.cohort, now: tx.clock() });
    if (meetings.created > 0 || meetings.error) noteMeetings(task, empty, meetings);
  }
  return null;
}

/** Until the round settles, what was made before it is kept beside the task. */
export function noteMeetings(
  task: SyncTask,
  empty: SyncResult,
  meetings: SyncResult["infrastructure"]["meetings"],
): void {
  task.result = { ...empty, pending: true, infrastructure: { ...empty.infrastructure, meetings } };
}

/**
 * Whether a channel of the group is remembered, or was begun and never heard of: a leaver's access to it must end even
 * when the other channel was never made.
 */
async function mayStand(tx: Tx, groupId: number): Promise<boolean> {
  const key = { $in: [keys.textChannel(groupId), keys.voiceChannel(groupId)] };
  const remembered = await tx.em.count(ExternalRef, { system: "discord", key, externalId: { $ne: null } });
  if (remembered > 0 || (await tx.em.count(Intent, { key })) > 0) return true;
  // A create whose answer never came may land after another try was refused.
  return (await uncertainSince(tx.em, [groupSubject(groupId)])) !== null;
}

async function endAlone(tx: Tx, task: SyncTask, result: SyncResult | null): Promise<void> {
  task.state = "settled";
  task.settledGeneration = task.generation;
  task.policy = clearedPolicy(task.policy);
  task.attempt = 0;
  task.throws = 0;
  task.nextAt = null;
  task.lastError = result?.error ?? null;
  task.result = result;
  // No room of it was ever begun, so that nothing inside one can stand either.
  await tx.em.execute("delete from intents where subject = ?", [task.subject]);
  noteRound(tx, task, result);
  await tx.em.flush();
  await ringFor(tx, task.subject);
}

/** A round that never needed the bot, so that whoever waits for a result finds it in the same place. */
export function noteRound(tx: Tx, task: SyncTask, result: SyncResult | null): void {
  const { subject, system, generation, policy } = task;
  const now = tx.clock();
  tx.em.persist(
    tx.em.create(SyncRound, {
      subject,
      system,
      generation,
      epoch: 0,
      policy: { ...policy, dryRun: false },
      steps: [],
      beganAt: now,
      settledAt: now,
      ending: "answered_alone",
      result,
    }),
  );
}
