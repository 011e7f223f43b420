import { Cohort } from "@muster/db/entities/cohort";
import { Person } from "@muster/db/entities/person";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { computeRun, LEASE_SECONDS } from "./compute-run.ts";
import { reclaimRuns } from "./reclaim-runs.ts";
import type { ReplacedGroup } from "./replaced-groups.ts";
import { fromGroups, replacedBy, restart, type Again, type Replacing, type Restart } from "./run-again.ts";
import type { KeptInput } from "./run-state.ts";
import { snapshot, type Snapshot } from "./snapshot.ts";
import { refuseWhileRunning } from "./working-run.ts";

export interface Beginning {
  cohortId: number;
  settings: SchedulingSettings;
  fillStanding: boolean;
  again?: Again | undefined;
  /** Previews that the proposal is to take the place of, instead of a run to start from. */
  replacing?: Replacing | undefined;
}

export interface BegunRun {
  runId: number;
  number: number;
  /** How many people it looks for places for. */
  people: number;
  /** Settles when the run is over and its ending is written down, whatever it is. */
  ended: Promise<void>;
}

/**
 * Settings, seed and inputs are written down, the pool begins; the computing itself is in no transaction (Q11). One run
 * works for a cohort at a time: a second Conflict names the first (AD-1).
 */
export async function beginRun(ctx: Context, asked: Beginning): Promise<BegunRun> {
  await reclaimRuns(ctx);
  const { again, cohortId, replacing } = asked;
  const replaces = replacing?.groups ?? (await replacedBy(ctx.em.fork(), again));
  const read = await snapshot(ctx.em.fork(), { ...asked, without: replaces });
  const from = replacing
    ? fromGroups(replacing, read)
    : again
      ? await restart(ctx.em.fork(), { again, cohortId, read })
      : null;
  const run = await writeRun(ctx, { asked, read, from, replaces });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { runs } = ctx.house;
  runs.open(run.runId, {
    progress: null,
    best: null,
    stop: new AbortController(),
    discard: new AbortController(),
    ended,
  });
  // Working it out is Muster's own: how it ended is written down whoever may still do what.
  void computeRun(
    { ...ctx, mayStill: null },
    { runId: run.runId, cohortId, problem: from?.problem ?? read.problem },
  ).finally(() => {
    runs.close(run.runId);
    resolve();
  });
  return { ...run, people: (from?.problem ?? read.problem).people.length, ended };
}

interface Written {
  asked: Beginning;
  read: Snapshot;
  from: Restart | null;
  replaces: readonly ReplacedGroup[];
}

function writeRun(ctx: Context, { asked, read, from, replaces }: Written): Promise<{ runId: number; number: number }> {
  const { cohortId, settings, fillStanding } = asked;
  return together(ctx, async (tx) => {
    // The lock makes simultaneous starts take turns; the partial unique index is the backstop.
    const cohort = await tx.em.findOne(Cohort, cohortId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
    if (!isOpen(cohort)) throw new Conflict("This cohort is closed, so that nobody can be scheduled any more.");
    await refuseWhileRunning(tx, cohortId);
    const [last] = await tx.em.find(
      ScheduleRun,
      { cohort: cohortId },
      { orderBy: { number: "desc" }, limit: 1, fields: ["number"] },
    );
    const kept: KeptInput = {
      fillStanding,
      inputs: read.fingerprint,
      ...(replaces.length > 0 && { replaces: [...replaces] }),
      ...(from && keptOf(from)),
    };
    const run = tx.em.create(ScheduleRun, {
      cohort,
      number: (last?.number ?? 0) + 1,
      status: "running",
      settings,
      seed: settings.seed,
      inputFingerprint: JSON.stringify(kept),
      startedBy: ctx.actor.personId === null ? null : tx.em.getReference(Person, ctx.actor.personId),
      startedAt: ctx.clock(),
      leaseHolder: ctx.house.processId,
    });
    await tx.em.flush();
    await tx.em.execute("update schedule_runs set lease_until = now() + make_interval(secs => ?) where id = ?", [
      LEASE_SECONDS,
      run.id,
    ]);
    await audit(tx, {
      action: "scheduling.start",
      object: `cohort:${cohortId}`,
      after: {
        run: run.number,
        settings,
        ...(read.problem.rules?.length && { rules: read.problem.rules.length }),
        ...(replaces.length > 0 && { replaces: replaces.map(({ name }) => name) }),
        ...(from && auditOf(from)),
      },
    });
    await ring(tx, "run", run.id);
    await ring(tx, "cohort", cohortId);
    return { runId: run.id, number: run.number };
  });
}

const keptOf = ({ origin, pins, assumed }: Restart): Omit<KeptInput, "fillStanding" | "inputs"> => ({
  origin,
  pins,
  assumed: [...assumed],
});

const auditOf = ({ origin, pins, assumed }: Restart) => ({
  from: origin?.number ?? null,
  kept: pins.map(({ personId }) => Number(personId)),
  assumed: assumed.map(({ words }) => words),
});
