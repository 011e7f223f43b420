import { Cohort } from "@muster/db/entities/cohort";
import { LockMode } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { meetingInstants } from "@muster/domain/meeting-slot";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { fromKysely } from "pg-boss";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, Invalid, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { keepPlannedRun, plannedRun } from "./planned-run.ts";

export const PLANNED_RUN_QUEUE = "planned-run";

/** A wall time of the cohort's zone, `2026-10-01` and `18:00`. */
export interface Moment {
  date: string;
  time: string;
}

interface Asked {
  cohortId: number;
  at: Moment;
  settings: SchedulingSettings;
}

export interface PlannedView {
  at: Date | null;
  plannedBy: string | null;
}

/**
 * Muster schedules this cohort by itself at a moment the organiser sets, such as the end of sign-up (A7). One for a
 * cohort: a second one moves it. What it finds waits as a proposal; nothing is accepted by itself.
 */
export async function planRun(ctx: Context, { cohortId, at, settings }: Asked): Promise<PlannedView> {
  return together(ctx, async (tx) => {
    const cohort = await tx.em.findOne(Cohort, cohortId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
    if (!isOpen(cohort)) throw new Conflict("This cohort is closed, so that nobody can be scheduled any more.");
    const before = await plannedRun(tx.em, cohortId);
    const moment = instantOf(at, cohort.timeZone);
    if (moment <= tx.clock()) throw new Invalid("Choose a moment that is still to come.", { field: "at" });
    await keepPlannedRun(tx.em, cohortId, { at: moment, settings, plannedBy: tx.actor.words });
    await enqueuePlanned(tx, { cohortId, at: moment });
    await audit(tx, {
      action: "scheduling.plan",
      object: `cohort:${cohortId}`,
      before: before && { at: before.at },
      after: { at: moment, settings },
    });
    await ring(tx, "cohort", cohortId);
    return { at: moment, plannedBy: tx.actor.words };
  });
}

/** The one job of this cohort, moved to another moment where it waits already. */
export async function enqueuePlanned(tx: Tx, { cohortId, at }: { cohortId: number; at: Date }): Promise<void> {
  const startAfter = Math.max(0, Math.ceil((at.getTime() - tx.clock().getTime()) / 1_000));
  const db = fromKysely(tx.em.getTransactionContext() as never);
  await tx.house.boss.upsert(PLANNED_RUN_QUEUE, { cohortId }, { singletonKey: `cohort:${cohortId}`, startAfter, db });
}

export async function viewPlanned(ctx: Context, { cohortId }: { cohortId: number }): Promise<PlannedView> {
  if ((await ctx.em.count(Cohort, cohortId)) === 0) throw new NotFound(`Cohort ${cohortId} not found`);
  const planned = await plannedRun(ctx.em, cohortId);
  return { at: planned?.at ?? null, plannedBy: planned?.plannedBy ?? null };
}

/** A wall time a clock change skips is the moment after it, one it doubles the first of the two, as for a meeting. */
function instantOf({ date, time }: Moment, timeZone: string): Date {
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const slot = { weekday, startMinute: 60 * hours + minutes, lengthMinutes: 5, timeZone };
  return meetingInstants(slot, date, 1)[0]!.startsAt;
}
