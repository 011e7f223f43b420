import { Intent } from "@muster/db/entities/intent";
import type { SyncRound } from "@muster/db/entities/sync-round";
import type { OutcomeReport, Report } from "@muster/domain/report";
import { parseSubject, subjectSchema, type Subject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Invalid } from "../refusal.ts";
import { markLetter } from "../notifications/fall-back.ts";
import { together, type Tx } from "../transaction.ts";
import { openRoundOf } from "./rounds.ts";

/**
 * Writes down what the bot tells, step by step: the plan, that a create began, what became of a step. An id is
 * remembered before the next step begins. Telling the same twice changes nothing. Conflict: the round is over.
 */
export async function recordReport(ctx: Context, report: Report): Promise<void> {
  await together(ctx, async (tx) => {
    const round = await openRoundOf(tx.em, report);
    if (report.phase === "planned") {
      round.plan = report.steps;
      round.fingerprint = report.fingerprint;
      round.facts = report.facts;
    } else if (round.dryRun) throw new Invalid("A plan was asked for, and nothing may be done in it");
    else if (report.phase === "began") await begin(tx, round, report.key);
    else await recordOutcome(tx, round, report);
    await tx.em.flush();
    await ring(tx, "sync", parseSubject(round.subject).id);
  });
}

/** From here on the thing may exist: the next round looks for it by its mark before making another. */
async function begin(tx: Tx, round: SyncRound, key: string): Promise<void> {
  await tx.em.upsert(
    Intent,
    { key, subject: subjectOf(key, round), round: round.id, beganAt: tx.clock() },
    { onConflictFields: ["key"] },
  );
}

async function recordOutcome(tx: Tx, round: SyncRound, outcome: OutcomeReport): Promise<void> {
  const told = JSON.stringify(outcome);
  if (round.steps.some((step) => step.key === outcome.key && same(step, outcome))) return;
  await tx.em.execute("update sync_rounds set steps = steps || ?::jsonb where id = ?", [`[${told}]`, round.id]);
  await remember(tx, round, outcome);
  // Blocked: it was never asked for.
  if (outcome.result === "done" || outcome.result === "failed" || outcome.result === "blocked")
    await tx.em.execute("delete from intents where key = ?", [outcome.key]);
  if (outcome.kind === "message") await markTold(tx, outcome);
}

const same = (one: OutcomeReport, other: OutcomeReport): boolean => canonical(one) === canonical(other);
const canonical = (outcome: OutcomeReport): string =>
  JSON.stringify(Object.entries(outcome).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Ids of what stands are kept, of what was removed forgotten; one that cannot be seen any more keeps its id (round: 2). */
async function remember(tx: Tx, round: SyncRound, outcome: OutcomeReport): Promise<void> {
  const { kind, key, action, result, id, wrote } = outcome;
  if (kind === "access") return;
  if (action === "delete") {
    if (result === "done") await tx.em.execute("delete from external_refs where system = 'discord' and key = ?", [key]);
    return;
  }
  if (id === undefined) return;
  const isGone = action === "recreate" && result !== "done";
  const isRestored = result === "done" && action !== "keep" && round.policy.repair.includes(key);
  const subject = subjectOf(key, round);
  // An id has one key: taken over by another, the older name lets go of it.
  await tx.em.execute("delete from external_refs where system = 'discord' and external_id = ? and key <> ?", [id, key]);
  await tx.em.execute(
    `insert into external_refs (system, key, external_id, subject, wrote, missing_since)
     values ('discord', ?, ?, ?, ?, ?)
     on conflict (system, key) do update set
       external_id = excluded.external_id,
       accepted = case when excluded.wrote <> external_refs.wrote or ? then null else external_refs.accepted end,
       wrote = coalesce(excluded.wrote, external_refs.wrote),
       missing_since = case when excluded.missing_since is null then null
                            else coalesce(external_refs.missing_since, excluded.missing_since) end`,
    [key, id, subject, wrote ?? null, isGone ? tx.clock() : null, isRestored],
  );
}

/** A key says whose it is: a group's round also tells of its cohort's category. */
function subjectOf(key: string, round: SyncRound): Subject {
  const parsed = subjectSchema.safeParse(key.slice(0, key.indexOf("/")));
  return parsed.success ? parsed.data : round.subject;
}

/** Said in the channel: this telling is done, and never said again. */
async function markTold(tx: Tx, { key, result, id, trouble }: OutcomeReport): Promise<void> {
  const notificationId = Number(/\/message-(\d+)$/.exec(key)?.[1]);
  if (!notificationId) return;
  if (key.startsWith("person:")) return markLetter(tx, notificationId, { result, id, trouble });
  if (result === "done")
    await tx.em.execute(
      `update notifications set status = 'sent', sent_at = ?, external_id = ?, error = null
       where id = ? and status <> 'sent'`,
      [tx.clock(), id ?? null, notificationId],
    );
  else if (trouble)
    await tx.em.execute("update notifications set error = ?, attempts = attempts + 1 where id = ? and status = 'due'", [
      trouble.message,
      notificationId,
    ]);
}
