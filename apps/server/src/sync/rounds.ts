import { SyncRound } from "@muster/db/entities/sync-round";
import { LockMode, type EntityManager } from "@muster/db/orm";
import type { Subject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import { Conflict } from "../refusal.ts";
import type { Tx } from "../transaction.ts";
import { assertEpoch } from "./lease.ts";

/** The open round a report is about, locked. Conflict: the lease or the round is no longer theirs, and they drop it. */
export async function openRoundOf(em: EntityManager, named: { round: number; epoch: number }): Promise<SyncRound> {
  await assertEpoch(em, named.epoch);
  const round = await em.findOne(SyncRound, named.round, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (round && round.ending === null && round.epoch === named.epoch) return round;
  throw new Conflict("This round is over: a newer one has begun", { facts: { word: "old_round" } });
}

/**
 * Ends the rounds somebody dropped: a guild has one round at a time. What may still be on its way stays marked, and only
 * that: the plan is told before the first write. A plan that was being looked up waits to be looked up again.
 */
export async function interruptRounds(
  tx: Tx,
  which: { exceptEpoch?: number; untouchedSince?: Date } = {},
): Promise<void> {
  const { exceptEpoch = -1, untouchedSince = null } = which;
  const closed = await tx.em.execute<{ subject: Subject }[]>(
    `update sync_rounds set ending = 'interrupted', settled_at = ?, in_flight = in_flight and plan is not null
     where system = 'discord' and ending is null and not dry_run and epoch <> ?
       and (?::timestamptz is null or updated_at < ?::timestamptz)
     returning subject`,
    [tx.clock(), exceptEpoch, untouchedSince, untouchedSince],
  );
  await tx.em.execute(
    `update sync_rounds set epoch = 0, plan = null, fingerprint = null, facts = null
     where system = 'discord' and ending is null and dry_run and epoch not in (0, ?)
       and (?::timestamptz is null or updated_at < ?::timestamptz)`,
    [exceptEpoch, untouchedSince, untouchedSince],
  );
  for (const { subject } of closed) {
    await tx.em.execute(
      "update sync_tasks set state = 'due' where system = 'discord' and subject = ? and state = 'working'",
      [subject],
    );
    await ring(tx, "due", subject);
  }
}

/** Ends the open rounds of these subjects: the bot that works on one is told so at its next word, and drops it. */
export async function interruptRoundsOf(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  await tx.em.execute(
    `update sync_rounds set ending = 'interrupted', settled_at = ?, in_flight = in_flight and plan is not null
     where system = 'discord' and ending is null and not dry_run and subject in (${subjects.map(() => "?").join(", ")})`,
    [tx.clock(), ...subjects],
  );
}

/**
 * When a round of these subjects last ended without our knowing all that came of it: interrupted after its first write,
 * or with an answer that never came. Null when everything is known.
 */
export async function uncertainSince(em: EntityManager, subjects: readonly Subject[]): Promise<Date | null> {
  const [row] = await em.execute<{ since: Date | null }[]>(
    `select max(settled_at) as since from sync_rounds
     where in_flight and ending is not null and subject in (${subjects.map(() => "?").join(", ")})`,
    [...subjects],
  );
  return row?.since ? new Date(row.since) : null;
}
