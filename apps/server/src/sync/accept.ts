import { ExternalRef } from "@muster/db/entities/external-ref";
import { Meeting } from "@muster/db/entities/meeting";
import { SyncRound } from "@muster/db/entities/sync-round";
import { SyncTask } from "@muster/db/entities/sync-task";
import type { MeetingChange, MeetingTimes } from "@muster/domain/message-kind";
import type { PlannedStep } from "@muster/domain/report";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { tellMeetingChanged } from "../notifications/tell-meeting-changed.ts";
import { Conflict, Invalid, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { wakeVisits } from "../visits/queue.ts";
import { isChangedByHand, markOfDifferences, mayBeAccepted } from "./drift.ts";
import { lockGroup } from "./lock-group.ts";
import { assertTheirs } from "./repair.ts";
import { requestSync, ringFor } from "./request-sync.ts";
import { groupOf } from "./sync-now.ts";

/**
 * Theirs is right from now on (SY-2). A moved event moves its meeting, a removed one cancels it, and members are told;
 * another name or place stays as hands made it, until Muster itself wants something else there or hands change it once more.
 */
export async function acceptTheirs(ctx: Context, { groupId, key }: { groupId: number; key: string }): Promise<void> {
  await together(ctx, async (tx) => {
    const own = groupSubject(groupId);
    // Two who accept the same at once move the meeting once.
    await lockGroup(tx.em, own);
    const group = await groupOf(tx, groupId);
    const cohort = cohortSubject(group.cohort.id);
    const named = key.slice(0, key.indexOf("/"));
    assertTheirs({ own, cohort }, [named]);
    const subject = named === own ? own : cohort;
    const outcome = await heldOf(tx, subject, key);
    const differences = await differencesOf(tx, subject, key);
    const meetingId = Number(/\/event-(\d+)$/.exec(key)?.[1]);
    const isGone = outcome.action === "recreate";
    const change = meetingId ? await moveMeeting(tx, { meetingId, groupId, isGone, differences }) : null;
    if (outcome.action === "update")
      await tx.em.nativeUpdate(ExternalRef, { system: "discord", key }, { accepted: markOfDifferences(differences) });
    const entry = await audit(tx, {
      action: "sync.accept",
      object: own,
      after: { key, label: outcome.label, differences, meeting: change },
      cohortId: group.cohort.id,
      groupIds: [groupId],
    });
    await tx.em.flush();
    if (meetingId) await requestSync(tx, own, { systems: ["discord"], allowCreate: false });
    if (change) wakeVisits(tx);
    if (change && group.status === "active")
      await tellMeetingChanged(tx, group, {
        payload: { ...change, by: tx.actor.words },
        occasion: String(entry.id),
      });
    await ringFor(tx, subject);
    await ring(tx, "group", groupId);
  });
}

async function heldOf(tx: Tx, subject: Subject, key: string) {
  const task = await tx.em.findOne(SyncTask, { subject, system: "discord" });
  const outcome = task?.outcomes[key];
  if (!outcome || !isChangedByHand(outcome)) throw new NotFound("This is as it should be by now. Look again.");
  if (!mayBeAccepted(outcome)) throw new Conflict("A lost channel can be restored or left alone, not taken over.");
  return outcome;
}

/** As the round saw them that held it. */
async function differencesOf(tx: Tx, subject: Subject, key: string): Promise<PlannedStep["differences"]> {
  const round = await tx.em.findOne(
    SyncRound,
    { subject, system: "discord", dryRun: false, plan: { $ne: null } },
    { orderBy: { id: "desc" } },
  );
  return round?.plan?.find((step) => step.key === key)?.differences ?? [];
}

interface Moved {
  meetingId: number;
  groupId: number;
  /** The event was removed. */
  isGone: boolean;
  differences: PlannedStep["differences"];
}

/** Before and after; null where it is so already. */
async function moveMeeting(
  tx: Tx,
  { meetingId, groupId, isGone, differences }: Moved,
): Promise<Omit<MeetingChange, "by"> | null> {
  const meeting = await tx.em.findOne(Meeting, { id: meetingId, group: groupId, status: "planned" });
  if (!meeting) throw new NotFound("This meeting is no longer planned.");
  const { number } = meeting;
  const from = timesOf(meeting);
  if (isGone) {
    if (meeting.startsAt <= tx.clock())
      throw new Conflict("This meeting has begun already. Leave its event as it is instead.");
    meeting.status = "cancelled";
    return { number, from, to: null };
  }
  const theirs = (field: string) => differences.find((difference) => difference.field === field)?.from;
  const before = { start: meeting.startsAt.getTime(), length: meeting.lengthMinutes };
  const start = instantOf(theirs("start")) ?? before.start;
  const end = instantOf(theirs("end")) ?? (theirs("start") ? null : before.start + before.length * 60_000);
  const minutes = end === null ? before.length : Math.round((end - start) / 60_000);
  if (start <= tx.clock().getTime()) throw new Conflict("The event begins in the past. Restore ours instead.");
  if (minutes < 1 || minutes > 1_440) throw new Invalid("A meeting lasts between a minute and a day.");
  const clash = await tx.em.count(Meeting, { group: groupId, startsAt: new Date(start), id: { $ne: meetingId } });
  if (clash > 0) throw new Conflict("The group has another meeting at that very time. Restore ours instead.");
  if (start === before.start && minutes === before.length) return null;
  meeting.startsAt = new Date(start);
  meeting.lengthMinutes = minutes;
  return { number, from, to: timesOf(meeting) };
}

const timesOf = ({ startsAt, lengthMinutes }: Meeting): MeetingTimes => ({
  startsAt: startsAt.toISOString(),
  lengthMinutes,
});

function instantOf(text: string | undefined): number | null {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
