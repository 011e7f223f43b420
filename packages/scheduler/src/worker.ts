import { type MessagePort } from "node:worker_threads";
import { checkProposal } from "./check-proposal.ts";
import { conclude } from "./conclude.ts";
import { prepare } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { type Proposal } from "./proposal.ts";
import { countedAttempts, runAttempts, type BestAttempt } from "./run-attempts.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { type Seating } from "./seating.ts";
import { sharedBlocks, sharedLedger, type SharedCells } from "./shared-ledger.ts";
import { solve } from "./solve.ts";

/** What every task of a run carries. */
export interface RunTask {
  problem: Problem;
  cells: SharedCells;
  attempts: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** Where groupings better than any before are sent, rarely. */
  port: MessagePort;
}

export type Task = RunTask &
  ({ kind: "attempts" } | { kind: "solve"; best: BestAttempt; made: number; seating?: Seating });

/** Errors lose their properties on the way to another thread, so answers are tagged instead. */
export type Answer =
  | { kind: "attempts"; best: BestAttempt }
  | { kind: "proposal"; proposal: Proposal }
  | { kind: "refused"; message: string }
  | { kind: "invalid"; message: string };

/** Groupings are sent this far apart at least: they are only needed should the thread be lost. */
const BETWEEN_BESTS_MS = 250;

export default async function work(task: Task): Promise<Answer> {
  try {
    return task.kind === "attempts" ? attempt(task) : await finish(task);
  } catch (error) {
    if (error instanceof SchedulingError) return { kind: "refused", message: error.message };
    throw error;
  }
}

function ledgerFor({ problem, cells, startedAt, port }: RunTask) {
  let sent = -Infinity;
  const now = () => performance.timeOrigin + performance.now() - startedAt;
  const timeLimitMs = problem.timeLimitSeconds === undefined ? null : problem.timeLimitSeconds * 1_000;
  const onBest = (seating: Seating) => {
    if (now() - sent < BETWEEN_BESTS_MS) return;
    sent = now();
    port.postMessage(seating);
  };
  return sharedLedger(cells, { now, timeLimitMs, onBest });
}

function attempt(task: RunTask): Answer {
  const prepared = prepare(task.problem);
  const ledger = ledgerFor(task);
  ledger.bounded(prepared.bound);
  return { kind: "attempts", best: runAttempts(prepared, sharedBlocks(task.cells, task.attempts), ledger) };
}

async function finish(task: Task & { kind: "solve" }): Promise<Answer> {
  const prepared = prepare(task.problem);
  const ledger = ledgerFor(task);
  const greedy = ledger.now();
  const solution = await solve(prepared, { best: task.seating ?? task.best }, ledger);
  const proposal = await conclude(
    prepared,
    { ...solution, phases: { greedy, ...solution.phases } },
    { attempts: countedAttempts(prepared, task.best, task.made), began: 0, ledger },
  );
  const wrong = checkProposal(task.problem, proposal);
  return wrong.length === 0
    ? { kind: "proposal", proposal }
    : { kind: "invalid", message: wrong.slice(0, 5).join("; ") };
}
