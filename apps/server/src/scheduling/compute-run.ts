import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import { isWorking, type RunStatus } from "@muster/domain/scheduling-settings";
import type { RunOutcome } from "@muster/scheduler/pool";
import type { ProblemInput } from "@muster/scheduler/problem";
import type { Proposal } from "@muster/scheduler/proposal";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { assertOutside, together } from "../transaction.ts";
import type { LiveRun } from "./run-desk.ts";
import { progressOf, type RunProgress } from "./run-progress.ts";
import type { KeptProposal } from "./run-state.ts";

/** A process that has not renewed its hold of a run for so long is believed dead. */
export const LEASE_SECONDS = 8;
const KEEP_EVERY_MS = 1_000;

interface Job {
  runId: number;
  cohortId: number;
  problem: ProblemInput;
}

/** Lets the pool compute, hands progress on as it comes, keeps it about once a second, and writes down how it ended. Never throws. */
export async function computeRun(ctx: Context, job: Job): Promise<void> {
  const { house } = ctx;
  const handles = house.runs.live.get(job.runId)!;
  const keeping = setInterval(
    () =>
      void keep(ctx, job.runId).catch((error: unknown) =>
        house.log.warn({ err: error, run: job.runId }, "a run's progress could not be kept"),
      ),
    KEEP_EVERY_MS,
  );
  try {
    assertOutside("The scheduler");
    const outcome = await house.pool.run(job.problem, {
      onProgress: (progress) => house.runs.move(job.runId, progressOf(progress)),
      onBest: (best) => void (handles.best = best),
      stop: handles.stop.signal,
      signal: handles.discard.signal,
    });
    clearInterval(keeping);
    await writeEnding(ctx, {
      job,
      ending: endingOf(outcome, { closing: house.runs.isClosing(), stopped: isStopped(handles) }),
      progress: house.runs.live.get(job.runId)?.progress ?? null,
    });
  } catch (error) {
    house.log.error({ err: error, run: job.runId }, "a run failed");
    const ending: Ending = {
      status: "failed",
      proposal: null,
      error: "Something went wrong on our side while this run was computed.",
    };
    await writeEnding(ctx, { job, ending, progress: null }).catch((again: unknown) =>
      house.log.error({ err: again, run: job.runId }, "its ending could not be written"),
    );
  } finally {
    clearInterval(keeping);
  }
}

interface Ending {
  status: RunStatus;
  proposal: Proposal | null;
  error: string | null;
}

const INTERRUPTED = "The server was stopped while this run worked.";

/** Stopped, and not discarded: whoever asked wanted to keep what there was. */
const isStopped = ({ stop, discard }: Pick<LiveRun, "stop" | "discard">): boolean =>
  stop.signal.aborted && !discard.signal.aborted;

export function endingOf(outcome: RunOutcome, { closing, stopped }: { closing: boolean; stopped: boolean }): Ending {
  switch (outcome.kind) {
    case "proposal": {
      const { proposal } = outcome;
      if (proposal.ending !== "stopped") return { status: "done", proposal, error: null };
      return closing
        ? { status: "interrupted", proposal, error: `${INTERRUPTED} Its best proposal is kept.` }
        : { status: "stopped", proposal, error: null };
    }
    case "discarded":
      if (closing)
        return {
          status: "interrupted",
          proposal: null,
          error: `${INTERRUPTED} Its settings are kept: start it again with the same seed.`,
        };
      return stopped
        ? { status: "interrupted", proposal: null, error: "It was stopped while it waited for its turn." }
        : { status: "discarded", proposal: null, error: null };
    case "refused":
    case "busy":
    case "failed":
      return { status: "failed", proposal: null, error: outcome.message };
  }
}

/**
 * Progress and the best so far into the row, and the lease renewed by the database's clock. The row says what others
 * asked for meanwhile, on whichever server they asked: to stop, to discard, or that the run was given up for dead.
 */
async function keep({ house }: Context, runId: number): Promise<void> {
  const run = house.runs.live.get(runId);
  if (!run) return;
  const { progress, best } = run;
  run.best = null;
  const kept: KeptProposal | null = best && { proposal: best };
  const [row] = await house.orm.em.fork().execute<{ status: RunStatus }[]>(
    `update schedule_runs set progress = coalesce(?::jsonb, progress), proposal = coalesce(?::jsonb, proposal),
       lease_until = now() + make_interval(secs => ?)
     where id = ? and lease_holder = ? and status in ('queued', 'running', 'stopping') returning status`,
    [progress && JSON.stringify(progress), kept && JSON.stringify(kept), LEASE_SECONDS, runId, house.processId],
  );
  if (!row) run.discard.abort();
  else if (row.status === "stopping") run.stop.abort();
}

/** One short transaction. A run that was discarded, or given up for dead, meanwhile stays what it became. */
async function writeEnding(
  ctx: Context,
  { job, ending, progress }: { job: Job; ending: Ending; progress: RunProgress | null },
): Promise<void> {
  await together(ctx, async (tx) => {
    const run = await tx.em.findOne(ScheduleRun, job.runId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!run || !isWorking(run.status) || run.leaseHolder !== ctx.house.processId) return;
    const kept: KeptProposal | null = ending.proposal && { proposal: ending.proposal };
    const cutShort = ending.status === "interrupted" || ending.status === "failed";
    Object.assign(run, {
      status: ending.status,
      // What was kept on the way is all that is left of a run that was cut short.
      proposal: kept ?? (cutShort ? run.proposal : null),
      error: ending.error,
      progress: progress && finalProgress(progress, ending.proposal),
      endedAt: ctx.clock(),
      leaseUntil: null,
    });
    await ring(tx, "run", job.runId);
    await ring(tx, "cohort", job.cohortId);
  });
}

/** The last word of the pool is the proposal, not the last progress before it. */
function finalProgress(progress: RunProgress, proposal: Proposal | null): RunProgress {
  if (!proposal) return progress;
  const { quality, placed, total, upperBound, proven, attempts, elapsedMs } = proposal;
  return {
    ...progress,
    phase: "finishing",
    attemptsDone: attempts,
    bestQuality: quality,
    placed,
    total,
    groups: proposal.groups.length,
    upperBound,
    gap: upperBound > 0 ? (upperBound - quality) / upperBound : 0,
    elapsedMs,
    remainingMs: 0,
    proven,
    series: [...progress.series, { atMs: elapsedMs, best: quality, bound: upperBound }],
  };
}
