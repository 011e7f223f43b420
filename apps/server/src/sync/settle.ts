import { Intent } from "@muster/db/entities/intent";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import type { SyncRound } from "@muster/db/entities/sync-round";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { OutcomeReport, Settle, Trouble } from "@muster/domain/report";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import type { NotificationsResult, SyncResult } from "@muster/domain/sync-result";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { tellAssigned, tellJoined } from "../notifications/tell-group.ts";
import { promote } from "../realization/promote.ts";
import { together, type Tx } from "../transaction.ts";
import { overflowArchive } from "./archive.ts";
import { lockGroup, type LockedGroup } from "./lock-group.ts";
import { wakeMerged } from "./merge-waits.ts";
import { overflowCategory } from "./category-number.ts";
import { latestOutcomes } from "./latest-outcomes.ts";
import { planNext } from "./plan-next.ts";
import { enqueue, lockTask, requestSync, ringFor } from "./request-sync.ts";
import { repairByPolicy } from "./repair-by-policy.ts";
import { openRoundOf, uncertainSince } from "./rounds.ts";
import { syncResult, withAccess } from "./sync-result.ts";

/**
 * Closes a round in one transaction: outcomes kept, the group active if everything stands, tellings written once, the
 * next try set, the in-flight mark cleared. `again`: somebody asked meanwhile, or there is more to do at once.
 */
export async function settleRound(ctx: Context, settle: Settle): Promise<{ again: boolean }> {
  return together(ctx, async (tx) => {
    const subject = await subjectOf(tx, settle.round);
    const group = subject ? await lockGroup(tx.em, subject) : null;
    const task = subject ? await lockTask(tx.em, subject, "discord") : null;
    const round = await openRoundOf(tx.em, settle);
    round.ending = settle.ending;
    round.trouble = settle.trouble ?? null;
    round.settledAt = tx.clock();
    if (!round.dryRun && task) await close(tx, { round, task, group, trouble: settle.trouble ?? null });
    await tx.em.flush();
    await ringFor(tx, round.subject);
    const again = task?.state === "due";
    if (again && task) {
      await enqueue(tx, task.subject, 0);
      await ring(tx, "due", task.subject);
    }
    return { again };
  });
}

async function subjectOf(tx: Tx, roundId: number): Promise<Subject | null> {
  const [row] = await tx.em.execute<{ subject: Subject }[]>("select subject from sync_rounds where id = ?", [roundId]);
  return row?.subject ?? null;
}

/** How long a group waits for a cohort that is doubtful and does not come to look. */
const COHORT_WAIT_MS = 60_000;

interface Closing {
  round: SyncRound;
  task: SyncTask;
  group: LockedGroup | null;
  trouble: Trouble | null;
}

async function close(tx: Tx, closing: Closing): Promise<void> {
  const { round, task, group, trouble } = closing;
  const outcomes = latestOutcomes(round.steps);
  const isWhole = round.ending === "settled";
  // A round that gave up tells only part: what it did not reach keeps its last outcome.
  task.outcomes = isWhole ? outcomes : { ...task.outcomes, ...outcomes };
  const told = Object.values(outcomes);
  const unanswered = told.some(({ result }) => result === "ambiguous");
  round.inFlight = unanswered || (await tx.em.count(Intent, { round: round.id })) > 0;
  await tx.em.flush();
  const uncertain = await uncertainUntil(tx, task.subject, group);
  const isCurrent = task.generation === round.generation;
  if (group) await closeGroup(tx, closing, { told, isCurrent, isUncertain: uncertain !== null });
  await planNext(tx, { task, round, outcomes: told, trouble, isCurrent, uncertain });
  if (task.state === "settled" && !uncertain) await clearMarks(tx, task.subject, round.id);
  if (group) await openNextCategory(tx, group, told);
  else await wakeGroups(tx, task.subject, told);
  if (group && task.state === "settled") await wakeMerged(tx, group.id);
  if (isWhole) await repairByPolicy(tx, task, round);
}

interface Judged {
  told: OutcomeReport[];
  isCurrent: boolean;
  isUncertain: boolean;
}

async function closeGroup(tx: Tx, { round, task, trouble }: Closing, judged: Judged): Promise<void> {
  const group = (await lockGroup(tx.em, task.subject))!;
  const members = await tx.em.find(
    Membership,
    { group: group.id, status: { $in: ["active", "completed"] } },
    { populate: ["person"] },
  );
  const people = new Map(members.flatMap(({ person: one }) => (one.discordId ? [[one.discordId, one.id]] : [])));
  const { told, isCurrent, isUncertain } = judged;
  const seeing = withAccess(told);
  const soFar = await resultOf(tx, { round, task, group, trouble }, { told, people });
  const membersWithAccess = [...seeing].filter((id) => people.has(id)).length;
  const facts = { infrastructure: soFar.infrastructure, membersWithAccess, isCurrent, isUncertain };
  const promoted = round.ending === "settled" && promote(group, facts);
  if (promoted) group.settledAt = tx.clock();
  await tx.em.flush();
  const notifications = await tellPeople(tx, group, { promoted, seeing });
  if (notifications.channel_announcements > 0)
    await requestSync(tx, task.subject, { systems: ["discord"], allowCreate: false });
  const result: SyncResult = { ...soFar, status: group.status, promoted, notifications };
  round.result = result;
  task.result = result;
}

async function resultOf(
  tx: Tx,
  { round, task, group, trouble }: Closing & { group: LockedGroup },
  { told, people }: { told: OutcomeReport[]; people: ReadonlyMap<string, number> },
): Promise<SyncResult> {
  const made = task.result?.pending ? task.result.infrastructure.meetings : null;
  const meetings = made ?? (await countMeetings(tx, group));
  const wanted = round.plan?.filter(({ kind, action }) => kind === "event" && action !== "delete").length ?? 0;
  const eventsNotWanted = Math.max(0, meetings.created + meetings.existed - wanted);
  const nothingTold = { sent: 0, skipped: 0, channel_announcements: 0 };
  return syncResult({
    groupId: group.id,
    status: group.status,
    promoted: false,
    outcomes: told,
    meetings,
    eventsNotWanted,
    people,
    notifications: nothingTold,
    trouble,
  });
}

async function countMeetings(tx: Tx, group: LockedGroup): Promise<SyncResult["infrastructure"]["meetings"]> {
  return { created: 0, existed: await tx.em.count(Meeting, { group: group.id, status: "planned" }) };
}

async function tellPeople(
  tx: Tx,
  group: LockedGroup,
  { promoted, seeing }: { promoted: boolean; seeing: ReadonlySet<string> },
): Promise<NotificationsResult> {
  if (promoted) return tellAssigned(tx, group.id);
  if (group.status === "active") return tellJoined(tx, group.id, seeing);
  return { sent: 0, skipped: 0, channel_announcements: 0 };
}

/**
 * Until when something may still come of earlier rounds; null when nothing can (reliability: finding 6). A group also
 * waits for its cohort: what was doubtful there is so until the cohort itself has looked again, and that wakes the group.
 */
async function uncertainUntil(tx: Tx, subject: Subject, group: LockedGroup | null): Promise<Date | null> {
  const now = tx.clock().getTime();
  const windowAfter = (since: Date | null) => (since ? since.getTime() + tx.house.config.settleWindowMs : 0);
  const own = windowAfter(await uncertainSince(tx.em, [subject]));
  const cohorts = windowAfter(group && (await uncertainSince(tx.em, [cohortSubject(group.cohort.id)])));
  const until = Math.max(own, cohorts > 0 ? Math.max(cohorts, now + COHORT_WAIT_MS) : 0);
  return until > now ? new Date(until) : null;
}

async function clearMarks(tx: Tx, subject: Subject, upTo: number): Promise<void> {
  await wakeAfterDoubt(tx, subject);
  await tx.em.execute("update sync_rounds set in_flight = false where subject = ? and id <= ? and in_flight", [
    subject,
    upTo,
  ]);
  // What began once and is wanted no more has no outcome to come: everything that stands was looked at.
  await tx.em.execute("delete from intents where subject = ? and round_id <= ?", [subject, upTo]);
}

/** The cohort is sure again: its groups need not wait out their time. */
async function wakeAfterDoubt(tx: Tx, subject: Subject): Promise<void> {
  if (!(await uncertainSince(tx.em, [subject]))) return;
  const rows = await tx.em.execute<{ subject: Subject }[]>(
    `update sync_tasks t set next_at = ? from groups g
     where t.system = 'discord' and t.state = 'waiting' and t.subject = 'group:' || g.id and 'cohort:' || g.cohort_id = ?
     returning t.subject`,
    [tx.clock(), subject],
  );
  for (const row of rows) await ring(tx, "due", row.subject);
}

/** Discord counts channels its own way: when a category is full to it, the group gets the next one. */
async function openNextCategory(tx: Tx, group: LockedGroup, told: readonly OutcomeReport[]): Promise<void> {
  if (!told.some(({ trouble, result }) => result === "failed" && trouble?.code === "category_full")) return;
  if (group.archiveNumber === null) await overflowCategory(tx.em, group);
  else await overflowArchive(tx.em, group);
  await tx.em.flush();
  await requestSync(tx, cohortSubject(group.cohort.id), { systems: ["discord"], allowCreate: true });
  await ring(tx, "due", cohortSubject(group.cohort.id));
  await requestSync(tx, group.subject(), { systems: ["discord"], allowCreate: true });
}

/** A category has come to stand: groups that waited for it need not wait out their time. */
async function wakeGroups(tx: Tx, subject: Subject, told: readonly OutcomeReport[]): Promise<void> {
  if (!told.some(({ result, action }) => result === "done" && (action === "create" || action === "recreate"))) return;
  const rows = await tx.em.execute<{ subject: Subject }[]>(
    `update sync_tasks t set state = 'due', next_at = null from groups g
     where t.system = 'discord' and t.subject = 'group:' || g.id and 'cohort:' || g.cohort_id = ?
       and t.state in ('waiting', 'needs_person') and t.last_error in ('no_category', 'category_missing')
     returning t.subject`,
    [subject],
  );
  for (const row of rows) await ring(tx, "due", row.subject);
  if (!told.some(({ action }) => action === "recreate")) return;
  // Its channels were left without a category: each group moves its own back in.
  const groups = await tx.em.execute<{ id: number }[]>(
    `select id from groups where 'cohort:' || cohort_id = ? and status in ('preview', 'active')
       and realize_requested_at is not null order by id`,
    [subject],
  );
  for (const { id } of groups) await requestSync(tx, groupSubject(id), { systems: ["discord"], allowCreate: false });
}
